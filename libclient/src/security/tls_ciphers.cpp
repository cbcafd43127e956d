#include "security/tls_ciphers.hpp"

#include <memory>
#include <string_view>

#include "security/openssl.hpp"

namespace kpp::security {
namespace {

using ContextPtr = std::unique_ptr<SSL_CTX, OpenSslFree<&OpenSsl::SSL_CTX_free>>;

void append(std::string& names, std::string_view name) {
  if (!names.empty()) names += ':';
  names += name;
}

/// OpenSSL's own name of a cipher that is called as Java and the RFCs do; the name itself if it is none of these.
std::string own_name(SSL_CTX* context, const std::string& name) {
  const auto* known =
      reinterpret_cast<const OPENSSL_STACK*>(openssl().SSL_CTX_get_ciphers(context));
  for (int i = 0; i < openssl().OPENSSL_sk_num(known); ++i) {
    const auto* cipher = static_cast<const SSL_CIPHER*>(openssl().OPENSSL_sk_value(known, i));
    const char* standard = openssl().SSL_CIPHER_standard_name(cipher);
    if (standard != nullptr && name == standard) return openssl().SSL_CIPHER_get_name(cipher);
  }
  return name;
}

}  // namespace

Result<TlsCiphers> read_ciphers(const TlsSettings& settings) {
  TlsCiphers ciphers;
  if (settings.ciphers.empty()) return ciphers;
  const ContextPtr all(openssl().SSL_CTX_new(openssl().TLS_client_method()));
  const ContextPtr probe(openssl().SSL_CTX_new(openssl().TLS_client_method()));
  openssl().SSL_CTX_set_cipher_list(all.get(), "ALL:COMPLEMENTOFALL");
  for (const std::string& name : settings.ciphers) {
    const bool of_tls13 = name.starts_with("TLS_") && name.find("_WITH_") == std::string::npos;
    const std::string own = of_tls13 ? name : own_name(all.get(), name);
    const int known = of_tls13 ? openssl().SSL_CTX_set_ciphersuites(probe.get(), own.c_str())
                               : openssl().SSL_CTX_set_cipher_list(probe.get(), own.c_str());
    openssl().ERR_clear_error();
    if (known != 1)
      return fail(ErrorCode::invalid_config_value,
                  "Invalid value " + name +
                      " for configuration ssl.cipher.suites: OpenSSL has no such cipher");
    append(of_tls13 ? ciphers.tls13 : ciphers.older, own);
    ciphers.all_that_is_allowed |= name.starts_with("TLS_");
  }
  return ciphers;
}

}  // namespace kpp::security
