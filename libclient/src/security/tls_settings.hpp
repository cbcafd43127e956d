#pragma once
/// \file
/// What a configuration says about TLS, in Java's names and librdkafka's: read here once for both planes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/error.hpp"

namespace kpp::security {

/// A certificate store or key, as a file or as PEM text.
struct TlsStore {
  enum class Kind : std::uint8_t { pem_file, pem_text, pem_folder, pkcs12_file };
  Kind kind = Kind::pem_file;
  std::string content;  ///< The file's name, or the text.
  std::optional<std::string> password;
  std::string property;  ///< Who said so, for errors: "ssl.truststore.location".
};

struct TlsSettings {
  std::optional<TlsStore> trusted;  ///< None: the system's own authorities.
  std::optional<TlsStore> certificate;
  std::optional<TlsStore> key;         ///< None: it is in the same store as the certificate.
  std::optional<std::string> revoked;  ///< A PEM file with a revocation list.
  bool verify_certificate = true;
  bool verify_host = true;
  // In the configuration's own words, Java's or OpenSSL's; empty: OpenSSL's defaults.
  std::vector<std::string> ciphers;
  std::vector<std::string> curves;
  std::vector<std::string> signature_algorithms;
  std::vector<std::string> protocols;  ///< "TLSv1.2"; both it and TLSv1.3 by default.
  std::vector<std::string> providers;  ///< OpenSSL's, to be loaded: "legacy".
};

/// True if `security.protocol` is SSL or SASL_SSL.
[[nodiscard]] bool wants_tls(const Config& config);

/// Fails for a store that only Java can read, with the command that converts it. Files are looked at, not read.
[[nodiscard]] Result<TlsSettings> read_tls_settings(const Config& config);

}  // namespace kpp::security
