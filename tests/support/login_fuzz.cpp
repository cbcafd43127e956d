#include "support/login_fuzz.hpp"

#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "security/certificate_problem.hpp"
#include "security/oauth_token.hpp"
#include "security/openssl.hpp"
#include "wire/greeting.hpp"
#include "wire/scram_sasl.hpp"

namespace kpp::test {
namespace {

enum Speaker : unsigned char { scram, token_server, certificate, foreign_peer, speakers };

constexpr std::string_view password = "a-password-nobody-has";
constexpr std::string_view client_secret = "a-secret-nobody-has";

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// `secret`: what the peer was told, and might say back.
std::optional<std::string> check_sentence(std::string_view sentence, std::string_view secret = {}) {
  constexpr std::size_t longest = 2000;
  if (sentence.empty()) return "an empty sentence";
  if (sentence.size() > longest) return "a sentence without end";
  if (!secret.empty() && sentence.find(secret) != std::string_view::npos)
    return "a secret is quoted: " + std::string(sentence);
  if (std::ranges::any_of(sentence, [](char c) { return c >= 0 && c < ' '; }))
    return "a control character: " + std::string(sentence);
  return std::nullopt;
}

/// A message a line. "~" in one stands for the nonce that the client has chosen, which no fuzzer can guess. The server is
/// never told the password (RFC 5802), so what it says need not be searched for that.
std::optional<std::string> check_scram(std::string_view messages) {
  security::LoginSettings settings;
  settings.mechanism = "SCRAM-SHA-256";
  settings.user = "me";
  settings.password = password;
  auto client = wire::make_scram_client(settings, wire::random_nonce().value());
  if (!client) return client.error().message();
  const auto first = (*client)->start();
  if (!first) return first.error().message();
  const std::string_view said = text_of(*first);
  const std::string_view nonce = said.substr(said.rfind(",r=") + 3);
  while (!messages.empty()) {
    const std::size_t end = std::min(messages.find('\n'), messages.size());
    std::string message(messages.substr(0, end));
    messages.remove_prefix(std::min(end + 1, messages.size()));
    if (const std::size_t at = message.find('~'); at != std::string::npos)
      message.replace(at, 1, nonce);
    const auto next = (*client)->next(std::as_bytes(std::span(message)));
    if (!next) return check_sentence(next.error().message());
    if ((*client)->done()) return "a server is believed that does not know the password";
  }
  return std::nullopt;
}

std::optional<std::string> check_token_server(std::string_view body) {
  security::OAuthSettings settings;
  settings.url = "https://auth.example/token";
  settings.client_secret = client_secret;
  for (const long status : {200L, 401L}) {
    const auto token = security::read_answer({status, std::string(body)}, settings);
    if (!token) {
      if (auto wrong = check_sentence(token.error().message(), client_secret)) return wrong;
    } else if (status != 200) {
      return "a token in an answer that refuses it";
    } else if (token->value.empty() ||
               token->value.find_first_of(std::string_view("\x01\r\n\0", 4)) != std::string::npos) {
      return "a token that would break out of its message";
    }
  }
  return std::nullopt;
}

std::optional<std::string> check_certificate(std::span<const std::byte> bytes) {
  if (const auto loaded = security::load_openssl(); !loaded) return loaded.error().message();
  for (const long why :
       {X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID}) {
    const std::string sentence = security::certificate_problem({why, bytes, true}, "broker:9093");
    if (auto wrong = check_sentence(sentence)) return wrong;
  }
  return std::nullopt;
}

/// A real one, so that the fuzzer need not invent DER.
std::string a_certificate() {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, void (*)(X509*)> made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 60);
  X509_set_pubkey(made.get(), key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("broker"), -1, -1, 0);
  const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> names(
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                          "DNS:broker.example,IP:127.0.0.1,IP:::1,email:me@example"),
      X509_EXTENSION_free);
  X509_add_ext(made.get(), names.get(), -1);
  X509_sign(made.get(), key.get(), EVP_sha256());
  unsigned char* der = nullptr;
  const int size = i2d_X509(made.get(), &der);
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

}  // namespace

std::optional<std::string> check_login_fuzz_input(std::span<const std::byte> input) {
  if (input.empty()) return std::nullopt;
  const auto said = input.subspan(1);
  switch (std::to_integer<int>(input[0]) % speakers) {
    case scram:
      return check_scram(text_of(said));
    case token_server:
      return check_token_server(text_of(said));
    case certificate:
      return check_certificate(said);
    default:
      return check_sentence(wire::describe_foreign_peer("broker:9093", said));
  }
}

std::vector<LoginFuzzSeed> login_fuzz_seeds() {
  std::vector<LoginFuzzSeed> seeds;
  const auto add = [&](Speaker speaker, const std::string& name, const std::string& said) {
    seeds.push_back({name, std::string(1, static_cast<char>(speaker)) + said});
  };
  add(scram, "scram", "r=~server,s=c2FsdHNhbHQ=,i=4096\nv=dmVyaWZpZXI=");
  add(scram, "scram-error", "r=~server,s=c2FsdA==,i=4096\ne=invalid-proof");
  add(scram, "scram-iterations", "r=~server,s=c2FsdA==,i=2147483647");
  add(scram, "scram-foreign-nonce", "r=other,s=c2FsdA==,i=4096");
  add(token_server, "token",
      R"({"access_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsImV4cCI6NDEwMjQ0NDgwMH0.","expires_in":300})");
  add(token_server, "token-refused",
      R"({"error":"invalid_client","error_description":"who are\u001b[31m you"})");
  add(token_server, "token-secret-said-back",
      R"({"error":"invalid_client","error_description":"a-secret-nobody-has is not it"})");
  add(token_server, "token-odd", R"({"access_token":7,"expires_in":-1e300})");
  add(certificate, "certificate", a_certificate());
  add(foreign_peer, "http", "HTTP/1.1 400 Bad Request\r\n\r\n");
  add(foreign_peer, "tls-alert", std::string{0x15, 3, 1, 0, 2, 2, 0x46});
  return seeds;
}

}  // namespace kpp::test
