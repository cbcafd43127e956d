#include "client/rd_security.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "security/login_settings.hpp"
#include "security/tls_ciphers.hpp"
#include "security/tls_pem.hpp"

namespace kpp::client {
namespace {

using security::LoginSettings;
using security::TlsSettings;

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

std::string joined(const std::vector<std::string>& words, char between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

/// librdkafka negotiates TLS 1.2 and 1.3 and has no property for less; what is older than TLS 1.2 it does not speak, listed
/// or not.
Result<void> check_protocols(const TlsSettings& settings) {
  if (settings.protocols.empty()) return {};
  for (const char* spoken : {"TLSv1.2", "TLSv1.3"}) {
    if (std::ranges::find(settings.protocols, spoken) != settings.protocols.end()) continue;
    return refuse("ssl.enabled.protocols=" + joined(settings.protocols, ',') +
                  ": librdkafka speaks TLSv1.2 and TLSv1.3 and cannot leave out " + spoken +
                  "; limit the protocol at the broker, or in OpenSSL's own configuration");
  }
  return {};
}

/// It has a list for TLS 1.2 only. Of TLS 1.3 all three ciphers are always allowed.
Result<void> translate_ciphers(RdConfig& rd, const TlsSettings& settings) {
  if (settings.ciphers.empty()) return {};
  const auto ciphers = security::read_ciphers(settings);
  if (!ciphers) return fail(ciphers.error());
  constexpr std::array<std::string_view, 3> of_tls13{
      "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"};
  const bool all_of_tls13 = std::ranges::all_of(of_tls13, [&](std::string_view name) {
    return ciphers->tls13.find(name) != std::string::npos;
  });
  if (ciphers->all_that_is_allowed && (!all_of_tls13 || ciphers->older.empty()))
    return refuse("ssl.cipher.suites=" + joined(settings.ciphers, ',') +
                  ": librdkafka cannot leave out TLS 1.2 or one of TLS 1.3's ciphers; name "
                  "TLS 1.2's in OpenSSL's way (ECDHE-RSA-AES256-GCM-SHA384), which leaves TLS 1.3 "
                  "as it is, or limit them at the broker");
  rd.set("ssl.cipher.suites", ciphers->older, "ssl.cipher.suites");
  return {};
}

Result<void> translate_tls(RdConfig& rd, const Config& config) {
  const Result<TlsSettings> settings = security::read_tls_settings(config);
  if (!settings) return fail(settings.error());
  const Result<security::TlsPem> pem = security::read_tls_as_pem(*settings);
  if (!pem) return fail(pem.error());
  const auto set = [&](const char* key, const std::optional<std::string>& value,
                       std::string_view origin) {
    if (value) rd.set(key, *value, origin);
  };
  if (settings->trusted) {
    set("ssl.ca.pem", pem->trusted, settings->trusted->property);
    if (!pem->trusted)
      rd.set("ssl.ca.location", settings->trusted->content, settings->trusted->property);
  }
  set("ssl.certificate.pem", pem->certificates, "ssl.keystore.certificate.chain");
  set("ssl.key.pem", pem->key, "ssl.keystore.key");
  set("ssl.crl.location", settings->revoked, "ssl.crl.location");
  rd.set("enable.ssl.certificate.verification", settings->verify_certificate ? "true" : "false",
         "enable.ssl.certificate.verification");
  rd.set("ssl.endpoint.identification.algorithm", settings->verify_host ? "https" : "none",
         "ssl.endpoint.identification.algorithm");
  if (!settings->curves.empty())
    rd.set("ssl.curves.list", joined(settings->curves, ':'), "ssl.curves.list");
  if (!settings->signature_algorithms.empty())
    rd.set("ssl.sigalgs.list", joined(settings->signature_algorithms, ':'), "ssl.sigalgs.list");
  if (auto done = check_protocols(*settings); !done) return done;
  return translate_ciphers(rd, *settings);
}

void translate_kerberos(RdConfig& rd, const Config& config,
                        const security::KerberosSettings& kerberos) {
  rd.set("sasl.kerberos.service.name", kerberos.service_name, "sasl.kerberos.service.name");
  if (!kerberos.principal.empty())
    rd.set("sasl.kerberos.principal", kerberos.principal, "sasl.kerberos.principal");
  for (const char* key : {"sasl.kerberos.kinit.cmd", "sasl.kerberos.min.time.before.relogin"})
    if (const auto value = config.get(key)) rd.set(key, *value, key);
  if (!kerberos.keytab.empty()) {
    rd.set("sasl.kerberos.keytab", kerberos.keytab, "sasl.kerberos.keytab");
  } else if (!config.has("sasl.kerberos.kinit.cmd")) {
    // The tickets are there already. librdkafka would ask for others, from a keytab without a name.
    rd.set("sasl.kerberos.min.time.before.relogin", "0", "sasl.kerberos.keytab");
  }
}

Result<void> translate_login(RdConfig& rd, const Config& config) {
  const Result<LoginSettings> settings = security::read_login_settings(config);
  if (!settings) return fail(settings.error());
  rd.set("sasl.mechanisms", settings->mechanism, "sasl.mechanism");
  if (settings->mechanism == "GSSAPI") {
    translate_kerberos(rd, config, settings->kerberos);
    return {};
  }
  if (settings->oauth) {
    rd.oauth = settings->oauth;
    return {};
  }
  if (settings->is_token)
    return refuse(
        "sasl.jaas.config: librdkafka cannot log in by delegation token (tokenauth); only "
        "administration can");
  rd.set("sasl.username", settings->user, "sasl.username");
  rd.set("sasl.password", settings->password, "sasl.password");
  return {};
}

}  // namespace

bool is_security_key(std::string_view key) noexcept {
  return key.starts_with("ssl.") || key.starts_with("sasl.") ||
         key == "enable.ssl.certificate.verification" ||
         key == "enable.sasl.oauthbearer.unsecure.jwt" || key == "https.ca.location";
}

Result<void> translate_security(RdConfig& rd, const Config& config) {
  if (security::wants_tls(config))
    if (auto done = translate_tls(rd, config); !done) return done;
  if (security::wants_login(config))
    if (auto done = translate_login(rd, config); !done) return done;
  return {};
}

}  // namespace kpp::client
