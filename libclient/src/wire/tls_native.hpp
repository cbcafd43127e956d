#pragma once
/// \file
/// The context's OpenSSL half. Only the TLS files include this.

#include <memory>

#include "security/openssl.hpp"
#include "wire/tls_context.hpp"

namespace kpp::wire {

using SslContextPtr =
    std::unique_ptr<SSL_CTX, security::OpenSslFree<&security::OpenSsl::SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, security::OpenSslFree<&security::OpenSsl::SSL_free>>;

struct TlsContext {
  SslContextPtr native;
  bool verify_certificate = true;
  bool verify_host = true;
};

}  // namespace kpp::wire
