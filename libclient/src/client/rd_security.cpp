#include "client/rd_security.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/jaas.hpp"

namespace kpp::client {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

constexpr std::string_view jaas_key = "sasl.jaas.config";

/// Copies one JAAS option, unless librdkafka's own property was set as well.
void take_option(RdConfig& rd, const core::JaasEntry& entry, std::string_view option,
                 std::string_view rd_key) {
  const auto found = entry.options.find(option);
  if (found != entry.options.end() && !rd.has(rd_key)) rd.set(rd_key, found->second, jaas_key);
}

/// The type that is meant when the file does not say: Java's default is JKS.
std::string store_type(const Config& config, std::string_view type_key) {
  return upper(config.get_or(type_key, "JKS"));
}

}  // namespace

Result<void> translate_jaas(RdConfig& rd, const Config& config) {
  const auto text = config.get(jaas_key);
  if (!text) return {};
  const auto entry = core::parse_jaas(*text);
  if (!entry) return tl::unexpected(entry.error());
  if (entry->login_module == "PlainLoginModule" || entry->login_module == "ScramLoginModule") {
    const auto token = entry->options.find("tokenauth");
    if (token != entry->options.end() && token->second == "true") {
      return refuse("sasl.jaas.config: librdkafka has no login by delegation token (tokenauth)");
    }
    take_option(rd, *entry, "username", "sasl.username");
    take_option(rd, *entry, "password", "sasl.password");
    return {};
  }
  if (entry->login_module == "OAuthBearerLoginModule") {
    take_option(rd, *entry, "clientId", "sasl.oauthbearer.client.id");
    take_option(rd, *entry, "clientSecret", "sasl.oauthbearer.client.secret");
    take_option(rd, *entry, "scope", "sasl.oauthbearer.scope");
    if (rd.has("sasl.oauthbearer.token.endpoint.url")) {
      rd.set_default("sasl.oauthbearer.method", "oidc");
    }
    return {};
  }
  if (entry->login_module == "Krb5LoginModule") {
    take_option(rd, *entry, "serviceName", "sasl.kerberos.service.name");
    take_option(rd, *entry, "principal", "sasl.kerberos.principal");
    take_option(rd, *entry, "keyTab", "sasl.kerberos.keytab");
    return {};
  }
  return refuse("sasl.jaas.config: login module " + entry->login_module + " is not supported");
}

Result<void> translate_stores(RdConfig& rd, const Config& config) {
  if (const auto pem = config.get("ssl.truststore.certificates")) {
    rd.set("ssl.ca.pem", *pem, "ssl.truststore.certificates");
  }
  if (const auto file = config.get("ssl.truststore.location"); file && !file->empty()) {
    const std::string type = store_type(config, "ssl.truststore.type");
    if (type == "PKCS12") {
      return refuse(
          "ssl.truststore.location: librdkafka reads trusted certificates as PEM only; convert "
          "with: openssl pkcs12 -in " +
          *file + " -nokeys -out truststore.pem, then set ssl.truststore.type=PEM");
    }
    if (type != "PEM") {
      return refuse("ssl.truststore.location: a " + type +
                    " store can only be read by Java; convert with: keytool -list -rfc -keystore " +
                    *file + " > truststore.pem, then set ssl.truststore.type=PEM");
    }
    rd.set("ssl.ca.location", *file, "ssl.truststore.location");
  }

  if (const auto pem = config.get("ssl.keystore.key")) {
    rd.set("ssl.key.pem", *pem, "ssl.keystore.key");
  }
  if (const auto pem = config.get("ssl.keystore.certificate.chain")) {
    rd.set("ssl.certificate.pem", *pem, "ssl.keystore.certificate.chain");
  }
  if (const auto file = config.get("ssl.keystore.location"); file && !file->empty()) {
    const std::string type = store_type(config, "ssl.keystore.type");
    if (type == "PKCS12") {
      rd.set("ssl.keystore.location", *file, "ssl.keystore.location");
      if (const auto password = config.get("ssl.keystore.password")) {
        rd.set("ssl.keystore.password", *password, "ssl.keystore.password");
      }
    } else if (type == "PEM") {
      rd.set("ssl.certificate.location", *file, "ssl.keystore.location");
      rd.set("ssl.key.location", *file, "ssl.keystore.location");
    } else {
      return refuse(
          "ssl.keystore.location: a " + type +
          " store can only be read by Java; convert with: keytool -importkeystore -srckeystore " +
          *file +
          " -destkeystore keystore.p12 -deststoretype PKCS12, then set ssl.keystore.type=PKCS12");
    }
  }
  return {};
}

Result<void> check_protocols(const Config& config) {
  const auto list = config.get("ssl.enabled.protocols");
  if (!list) return {};
  for (const std::string_view spoken : {"TLSv1.2", "TLSv1.3"}) {
    bool listed = false;
    for (std::string_view rest = *list; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string name(rest.substr(0, comma));
      std::erase(name, ' ');
      listed = listed || name == spoken;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    if (listed) continue;
    return refuse("ssl.enabled.protocols=" + *list +
                  ": librdkafka speaks TLSv1.2 and TLSv1.3 and cannot leave out " +
                  std::string(spoken) +
                  "; limit the protocol at the broker, or in OpenSSL's own configuration");
  }
  return {};
}

}  // namespace kpp::client
