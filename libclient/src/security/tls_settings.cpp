#include "security/tls_settings.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "core/text.hpp"

namespace kpp::security {
namespace {

using core::lower;
using Kind = TlsStore::Kind;

std::optional<std::string> non_empty(const Config& config, std::string_view key) {
  if (key.empty()) return std::nullopt;
  std::optional<std::string> value = config.get(key);
  if (value && value->empty()) return std::nullopt;
  return value;
}

std::vector<std::string> list(const Config& config, std::string_view key) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : config.get_or(key, "") + ',') {
    if (c != ',' && c != ':' && c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

/// Which kind of store a file is, by its first bytes: Java itself takes PKCS12 where the type says JKS.
Result<Kind> kind_of(const std::string& property, const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return Kind::pem_folder;
  std::array<char, 4> start{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(start.data(), start.size());
  const std::string_view bytes(start.data(), static_cast<std::size_t>(stream.gcount()));
  if (bytes == "\xFE\xED\xFE\xED" || bytes == "\xCE\xCE\xCE\xCE")
    return fail(ErrorCode::invalid_config_value,
                "Invalid value for configuration " + property + ": " + file +
                    " is a JKS store, which only Java can read; convert it with: keytool "
                    "-importkeystore -srckeystore " +
                    file + " -destkeystore " + file + ".p12 -deststoretype PKCS12");
  // ASN.1: a sequence.
  return bytes.starts_with('\x30') ? Kind::pkcs12_file : Kind::pem_file;
}

/// The store that one of these properties names; the first that is set wins.
struct StoreProperties {
  std::string_view text;      // PEM
  std::string_view file;      // Java's, of any kind
  std::string_view pem_file;  // librdkafka's
  std::string_view password;
};

Result<std::optional<TlsStore>> store(const Config& config, const StoreProperties& names) {
  if (auto text = non_empty(config, names.text))
    return TlsStore{Kind::pem_text, *std::move(text), {}, std::string(names.text)};
  if (auto file = non_empty(config, names.file)) {
    const std::string property(names.file);
    const auto kind = kind_of(property, *file);
    if (!kind) return fail(kind.error());
    return TlsStore{*kind, *std::move(file), config.get(names.password), property};
  }
  if (auto file = non_empty(config, names.pem_file)) {
    std::error_code ignored;
    const bool folder = std::filesystem::is_directory(*file, ignored);
    return TlsStore{folder ? Kind::pem_folder : Kind::pem_file,
                    *std::move(file),
                    {},
                    std::string(names.pem_file)};
  }
  return std::nullopt;
}

}  // namespace

bool wants_tls(const Config& config) {
  const std::string protocol = lower(config.get_or("security.protocol", "PLAINTEXT"));
  return protocol == "ssl" || protocol == "sasl_ssl";
}

Result<TlsSettings> read_tls_settings(const Config& config) {
  TlsSettings settings;
  auto trusted = store(config, {"ssl.truststore.certificates", "ssl.truststore.location",
                                "ssl.ca.location", "ssl.truststore.password"});
  if (!trusted) return fail(trusted.error());
  settings.trusted = *std::move(trusted);
  // librdkafka's word for the system's own authorities.
  if (settings.trusted && settings.trusted->property == "ssl.ca.location" &&
      settings.trusted->content == "probe")
    settings.trusted.reset();
  auto certificate = store(config, {"ssl.keystore.certificate.chain", "ssl.keystore.location",
                                    "ssl.certificate.location", "ssl.keystore.password"});
  if (!certificate) return fail(certificate.error());
  settings.certificate = *std::move(certificate);
  auto key = store(config, {"ssl.keystore.key", {}, "ssl.key.location", {}});
  if (!key) return fail(key.error());
  settings.key = *std::move(key);
  if (settings.key && !settings.certificate)
    return fail(ErrorCode::invalid_config_value, "Invalid value for configuration " +
                                                     settings.key->property +
                                                     ": there is a key, but no certificate for it");
  // A PEM store's own key has the password of the key, as Java has it.
  const auto key_password = config.get("ssl.key.password");
  if (settings.key) settings.key->password = key_password;
  if (settings.certificate && settings.certificate->kind != Kind::pkcs12_file)
    settings.certificate->password = key_password;

  settings.revoked = non_empty(config, "ssl.crl.location");
  settings.verify_certificate =
      lower(config.get_or("enable.ssl.certificate.verification", "true")) != "false";
  settings.verify_host =
      lower(config.get_or("ssl.endpoint.identification.algorithm", "https")) == "https";
  settings.ciphers = list(config, "ssl.cipher.suites");
  settings.curves = list(config, "ssl.curves.list");
  settings.signature_algorithms = list(config, "ssl.sigalgs.list");
  settings.protocols = list(config, "ssl.enabled.protocols");
  settings.providers = list(config, "ssl.providers");
  return settings;
}

}  // namespace kpp::security
