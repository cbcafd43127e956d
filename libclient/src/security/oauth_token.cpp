#include "security/oauth_token.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/base64.hpp"

namespace kpp::security {
namespace {

using std::chrono::seconds;
using std::chrono::system_clock;
using Json = nlohmann::json;

constexpr std::size_t longest_token = 1U << 20U;

tl::unexpected<Error> no_token(const std::string& from, const std::string& why) {
  return fail(ErrorCode::sasl_authentication_failed, "No token from " + from + ": " + why);
}

/// Without what may be a secret in it.
std::string shown(const std::string& url) {
  std::string text = url.substr(0, url.find_first_of("?#"));
  const std::size_t host = text.find("://") + 3;
  const std::size_t at = text.find('@', host);
  if (at < text.find('/', host)) text.erase(host, at + 1 - host);
  return text;
}

std::string printable(std::string_view text) {
  constexpr std::size_t enough = 200;
  std::string clean;
  for (const char c : text.substr(0, enough)) clean += c >= ' ' && c <= '~' ? c : ' ';
  return clean;
}

std::string for_url(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '*') {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      encoded += '%';
      encoded += hex[byte >> 4U];
      encoded += hex[byte & 15U];
    }
  }
  return encoded;
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Nothing if there is no such number, or one that no clock can show.
std::optional<std::int64_t> number_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  constexpr double most = 1e11;
  if (!(value > 0 && value < most)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

/// The claims of a JSON Web Token; an empty object for a token of another kind.
Json claims_of(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return Json::object();
  const std::size_t second = std::min(token.find('.', first + 1), token.size());
  const auto text = from_base64url(token.substr(first + 1, second - first - 1));
  if (!text) return Json::object();
  Json claims = Json::parse(*text, nullptr, false);
  return claims.is_object() ? claims : Json::object();
}

/// RFC 6750.
bool is_token(std::string_view text) {
  const std::size_t end = std::min(text.find('='), text.size());
  return end > 0 && text.size() <= longest_token &&
         text.find_first_not_of('=', end) == std::string_view::npos &&
         std::ranges::all_of(text.substr(0, end), [](unsigned char c) {
           return std::isalnum(c) != 0 ||
                  std::string_view("-._~+/").find(static_cast<char>(c)) != std::string_view::npos;
         });
}

Result<OAuthToken> from_claims(const OAuthSettings& settings) {
  const auto now = std::chrono::duration_cast<seconds>(system_clock::now().time_since_epoch());
  const std::string claims = "{" + settings.claims + ",\"iat\":" + std::to_string(now.count()) +
                             ",\"exp\":" + std::to_string((now + settings.lifetime).count()) + "}";
  return read_token(base64url(R"({"alg":"none"})") + "." + base64url(claims) + ".",
                    settings.principal_claim, settings.lifetime);
}

Result<OAuthToken> from_file(const OAuthSettings& settings) {
  std::ifstream file(settings.url, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) return no_token(settings.url, "the file cannot be read");
  const auto blank = [](unsigned char c) { return std::isspace(c) != 0; };
  text.erase(std::find_if_not(text.rbegin(), text.rend(), blank).base(), text.end());
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
  if (!is_token(text)) return no_token(settings.url, "what the file holds is no token");
  return read_token(std::move(text), settings.principal_claim, settings.lifetime);
}

/// Who the client is, as HTTP's basic authentication has it (RFC 7617).
std::string credentials(const OAuthSettings& settings) {
  const auto part = [&](const std::string& text) {
    return settings.encode_client ? for_url(text) : text;
  };
  return base64(part(settings.client_id) + ":" + part(settings.client_secret));
}

/// An endpoint that says back what it was told must not get it printed.
std::string without_secrets(std::string text, const OAuthSettings& settings) {
  for (const std::string& secret :
       {settings.client_secret, for_url(settings.client_secret), credentials(settings)}) {
    if (settings.client_secret.empty()) break;
    constexpr std::string_view mask = "***";
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += mask.size())
      text.replace(at, secret.size(), mask);
  }
  return text;
}

Result<OAuthToken> from_endpoint(const OAuthSettings& settings) {
  HttpPost request{
      .url = settings.url,
      .headers = {"Accept: application/json", "Content-Type: application/x-www-form-urlencoded",
                  "Authorization: Basic " + credentials(settings)},
      .body = "grant_type=client_credentials",
      .connect_timeout = settings.connect_timeout,
      .timeout = settings.connect_timeout + settings.read_timeout,
      .authorities = settings.authorities};
  if (!settings.scope.empty()) request.body += "&scope=" + for_url(settings.scope);
  const Result<HttpAnswer> answer = post(request);
  if (!answer) return no_token(shown(settings.url), answer.error().message());
  return read_answer(*answer, settings);
}

}  // namespace

Result<OAuthToken> read_answer(const HttpAnswer& answer, const OAuthSettings& settings) {
  const std::string from = shown(settings.url);
  const Json body = Json::parse(answer.body, nullptr, false);
  if (answer.status != 200) {
    std::string why = "HTTP status " + std::to_string(answer.status);
    // RFC 6749, 5.2
    for (const char* member : {"error", "error_description"})
      if (const std::string said = body.is_object() ? text_of(body, member) : ""; !said.empty())
        why += ", " + printable(without_secrets(said, settings));
    return no_token(from, why);
  }
  if (!body.is_object()) return no_token(from, "the answer is not JSON");
  std::string value = text_of(body, "access_token");
  if (!is_token(value)) return no_token(from, "the answer has no access_token");
  return read_token(std::move(value), settings.principal_claim,
                    seconds(number_of(body, "expires_in").value_or(settings.lifetime.count())));
}

Result<OAuthToken> read_token(std::string value, const std::string& principal_claim,
                              seconds fallback_lifetime) {
  const Json claims = claims_of(value);
  OAuthToken token{.value = std::move(value),
                   .principal = text_of(claims, principal_claim.c_str()),
                   .expires = system_clock::now() + fallback_lifetime};
  if (token.principal.empty()) token.principal = "unknown";
  if (const auto exp = number_of(claims, "exp")) token.expires = OAuthToken::Time(seconds(*exp));
  if (token.expires <= system_clock::now())
    return fail(ErrorCode::sasl_authentication_failed, "The token for the login has expired");
  return token;
}

Result<OAuthToken> OAuthTokens::fetch() const {
  switch (settings_.source) {
    case OAuthSettings::Source::claims:
      return from_claims(settings_);
    case OAuthSettings::Source::file:
      return from_file(settings_);
    case OAuthSettings::Source::endpoint:
      return from_endpoint(settings_);
  }
  return fail(ErrorCode::invalid_config_value);
}

Result<OAuthToken> OAuthTokens::current() {
  const std::lock_guard lock(mutex_);
  const auto now = system_clock::now();
  if (token_ && now < renew_at_) return *token_;
  Result<OAuthToken> token = fetch();
  if (!token) return token;
  token->extensions = settings_.extensions;
  renew_at_ = now + (token->expires - now) * 4 / 5;
  token_ = *token;
  return token;
}

}  // namespace kpp::security
