#include "security/oauth_settings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "security/json_text.hpp"

namespace kpp::security {
namespace {

using Source = OAuthSettings::Source;

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

std::string class_name(const std::string& name) {
  return name.substr(name.rfind('.') + 1);
}

/// A class of the user's own cannot be run here; Kafka's have a meaning.
Result<void> check_classes(const Config& config) {
  struct Known {
    const char* key;
    std::array<std::string_view, 3> classes;
  };
  constexpr std::array<Known, 2> known{{
      {"sasl.login.callback.handler.class",
       {"OAuthBearerLoginCallbackHandler", "OAuthBearerUnsecuredLoginCallbackHandler", ""}},
      {"sasl.oauthbearer.jwt.retriever.class",
       {"DefaultJwtRetriever", "ClientCredentialsJwtRetriever", "FileJwtRetriever"}},
  }};
  for (const auto& [key, classes] : known) {
    const std::string name = config.get_or(key, "");
    if (std::ranges::find(classes, class_name(name)) == classes.end() && !name.empty())
      return refuse(std::string(key) + "=" + name + ": only Java can run this class");
  }
  return {};
}

/// "-_~+/." and Base64's end (RFC 6750), or an extension's name and value (RFC 7628).
Result<void> check_extensions(const std::map<std::string, std::string>& extensions) {
  for (const auto& [key, value] : extensions) {
    const bool fine =
        !key.empty() && key != "auth" &&
        std::ranges::all_of(key, [](unsigned char c) { return std::isalpha(c) != 0; }) &&
        std::ranges::all_of(value, [](unsigned char c) { return c >= ' ' && c <= '~'; });
    if (!fine) return refuse("OAUTHBEARER: '" + key + "' cannot be an extension");
  }
  return {};
}

/// Java's options: unsecuredLoginStringClaim_sub, unsecuredLoginListClaim_scope="|a|b".
class JavaClaims {
 public:
  explicit JavaClaims(const core::JaasEntry& jaas) : jaas_(jaas) {}

  [[nodiscard]] bool given() const { return !with_prefix("unsecuredLogin").empty(); }

  Result<void> read(OAuthSettings& settings) const {
    JsonObject claims;
    for (const auto& [name, value] : with_prefix("unsecuredLoginStringClaim_"))
      claims.add(name, json_string(value));
    for (const auto& [name, value] : with_prefix("unsecuredLoginNumberClaim_")) {
      double number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc{} || end != value.data() + value.size())
        return refuse("sasl.jaas.config: unsecuredLoginNumberClaim_" + name + " is not a number");
      claims.add(name, value);
    }
    for (const auto& [name, value] : with_prefix("unsecuredLoginListClaim_"))
      claims.add(name, list(value));
    if (const auto seconds = core::jaas_option(jaas_, "unsecuredLoginLifetimeSeconds");
        !seconds.empty()) {
      std::int64_t count = 0;
      std::from_chars(seconds.data(), seconds.data() + seconds.size(), count);
      if (count <= 0)
        return refuse("sasl.jaas.config: unsecuredLoginLifetimeSeconds is not a number above 0");
      settings.lifetime = std::chrono::seconds(count);
    }
    if (const auto claim = core::jaas_option(jaas_, "unsecuredLoginPrincipalClaimName");
        !claim.empty())
      settings.principal_claim = claim;
    settings.extensions.merge(with_prefix("unsecuredLoginExtension_"));
    settings.claims = claims.text();
    if (!claims.has(settings.principal_claim))
      return refuse("sasl.jaas.config: unsecuredLoginStringClaim_" + settings.principal_claim +
                    " is missing");
    return {};
  }

 private:
  /// The first character separates.
  static std::string list(const std::string& value) {
    std::string text = "[";
    std::istringstream words(value.empty() ? value : value.substr(1));
    for (std::string word; std::getline(words, word, value.front());)
      text += (text.size() > 1 ? "," : "") + json_string(word);
    return text + "]";
  }
  [[nodiscard]] std::map<std::string, std::string> with_prefix(std::string_view prefix) const {
    std::map<std::string, std::string> found;
    for (const auto& [name, value] : jaas_.options)
      if (name.starts_with(prefix)) found.emplace(name.substr(prefix.size()), value);
    return found;
  }

  const core::JaasEntry& jaas_;
};

/// librdkafka's: "principal=alice scope=a,b lifeSeconds=600 extension_traceId=1".
Result<void> read_unsecured(const std::string& text, OAuthSettings& settings) {
  std::map<std::string, std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      return refuse("sasl.oauthbearer.config: expected name=value with blanks between");
    words[word.substr(0, equals)] = word.substr(equals + 1);
  }
  const auto take = [&](const char* name, std::string fallback) {
    const auto found = words.find(name);
    if (found == words.end()) return fallback;
    fallback = std::move(found->second);
    words.erase(found);
    return fallback;
  };
  settings.principal_claim = take("principalClaimName", "sub");
  const std::string scope_claim = take("scopeClaimName", "scope");
  const std::string principal = take("principal", "");
  if (principal.empty()) return refuse("sasl.oauthbearer.config: principal is missing");
  JsonObject claims;
  claims.add(settings.principal_claim, json_string(principal));
  const std::string scope = take("scope", "");
  std::string list;
  std::istringstream scopes(scope);
  for (std::string word; std::getline(scopes, word, ',');)
    list += (list.empty() ? "" : ",") + json_string(word);
  if (!list.empty()) claims.add(scope_claim, "[" + list + "]");
  settings.claims = claims.text();
  const std::string life = take("lifeSeconds", "3600");
  std::int64_t seconds = 0;
  std::from_chars(life.data(), life.data() + life.size(), seconds);
  if (seconds <= 0) return refuse("sasl.oauthbearer.config: lifeSeconds is not a number above 0");
  settings.lifetime = std::chrono::seconds(seconds);
  constexpr std::string_view prefix = "extension_";
  for (const auto& [name, value] : words) {
    if (!name.starts_with(prefix))
      return refuse("sasl.oauthbearer.config: '" + name + "' is not known");
    settings.extensions.emplace(name.substr(prefix.size()), value);
  }
  return {};
}

/// "supportFeatureX=true,organizationId=7" and JAAS options extension_organizationId="7".
void read_extensions(const Config& config, const core::JaasEntry& jaas, OAuthSettings& settings) {
  std::istringstream list(config.get_or("sasl.oauthbearer.extensions", ""));
  for (std::string word; std::getline(list, word, ',');) {
    const std::size_t equals = std::min(word.find('='), word.size());
    settings.extensions[word.substr(0, equals)] = word.substr(std::min(equals + 1, word.size()));
  }
  constexpr std::string_view prefix = "extension_";
  for (const auto& [name, value] : jaas.options)
    if (name.starts_with(prefix)) settings.extensions.emplace(name.substr(prefix.size()), value);
}

Result<void> read_endpoint(const Config& config, const core::JaasEntry& jaas,
                           OAuthSettings& settings) {
  const auto take = [&](const char* key, const char* option, std::string& target) {
    target = config.get_or(key, core::jaas_option(jaas, option));
  };
  take("sasl.oauthbearer.client.id", "clientId", settings.client_id);
  take("sasl.oauthbearer.client.secret", "clientSecret", settings.client_secret);
  take("sasl.oauthbearer.scope", "scope", settings.scope);
  if (settings.client_id.empty() || settings.client_secret.empty())
    return refuse(
        "sasl.mechanism=OAUTHBEARER: the token endpoint needs sasl.oauthbearer.client.id and "
        "sasl.oauthbearer.client.secret, or clientId and clientSecret in sasl.jaas.config");
  settings.encode_client =
      core::lower(config.get_or("sasl.oauthbearer.header.urlencode", "false")) == "true";
  settings.authorities =
      config.get_or("https.ca.location", core::jaas_option(jaas, "ssl.truststore.location"));
  const auto time = [&](const char* key, std::chrono::milliseconds& target) {
    const std::string text = config.get_or(key, "");
    std::int64_t count = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
    if (!text.empty() && parsed.ec == std::errc{}) target = std::chrono::milliseconds(count);
  };
  time("sasl.login.connect.timeout.ms", settings.connect_timeout);
  time("sasl.login.read.timeout.ms", settings.read_timeout);
  return {};
}

Result<void> read_source(const Config& config, const core::JaasEntry& jaas,
                         OAuthSettings& settings) {
  const std::string url = config.get_or("sasl.oauthbearer.token.endpoint.url", "");
  constexpr std::string_view file = "file://";
  if (url.starts_with(file)) {
    settings.source = Source::file;
    settings.url = url.substr(file.size());
    return {};
  }
  if (!url.empty()) {
    if (!url.starts_with("https://") && !url.starts_with("http://"))
      return refuse(
          "Invalid value for configuration sasl.oauthbearer.token.endpoint.url: must begin with "
          "https://, http:// or file://");
    settings.source = Source::endpoint;
    settings.url = url;
    return read_endpoint(config, jaas, settings);
  }
  settings.source = Source::claims;
  if (core::lower(config.get_or("enable.sasl.oauthbearer.unsecure.jwt", "false")) == "true")
    return read_unsecured(config.get_or("sasl.oauthbearer.config", ""), settings);
  const JavaClaims claims(jaas);
  if (claims.given()) return claims.read(settings);
  return refuse(
      "sasl.mechanism=OAUTHBEARER needs a token: set sasl.oauthbearer.token.endpoint.url (https:// "
      "for an authorisation server, file:// for a token in a file)");
}

}  // namespace

Result<OAuthSettings> read_oauth_settings(const Config& config, const core::JaasEntry& jaas) {
  if (auto checked = check_classes(config); !checked) return fail(checked.error());
  OAuthSettings settings;
  if (auto read = read_source(config, jaas, settings); !read) return fail(read.error());
  if (const auto claim = config.get("sasl.oauthbearer.sub.claim.name"))
    settings.principal_claim = *claim;
  read_extensions(config, jaas, settings);
  if (auto checked = check_extensions(settings.extensions); !checked) return fail(checked.error());
  return settings;
}

}  // namespace kpp::security
