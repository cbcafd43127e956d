#pragma once
/// \file
/// Certificate stores and keys, read by OpenSSL. Each failure is one sentence with the property's and the file's name.

#include <string>

#include "security/openssl.hpp"
#include "security/tls_settings.hpp"

namespace kpp::security {

/// How this client shows who it is.
struct TlsIdentity {
  X509Ptr certificate;
  CertificatesPtr chain;  ///< The authorities above it; null if there are none.
  KeyPtr key;
};

/// The certificates of a store that is not a folder, at least one.
[[nodiscard]] Result<CertificatesPtr> read_trusted(const TlsStore& store);

/// Certificate and key of `settings.certificate` and `settings.key`; they belong together.
[[nodiscard]] Result<TlsIdentity> read_identity(const TlsSettings& settings);

/// "Invalid value for configuration ssl.keystore.location: /etc/me.p12: <what>"
[[nodiscard]] tl::unexpected<Error> bad_store(const TlsStore& store, const std::string& what);

/// Loads OpenSSL's providers that the configuration names, for stores with ciphers of old.
[[nodiscard]] Result<void> load_providers(const TlsSettings& settings);

}  // namespace kpp::security
