#pragma once
/// \file
/// `ssl.cipher.suites`, which Java and librdkafka read differently.
///
/// In Java's names (TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) the list is all that is allowed, of whatever version of TLS. In
/// OpenSSL's names (ECDHE-RSA-AES256-GCM-SHA384, HIGH) it is about TLS 1.2 and older, and leaves TLS 1.3 alone: that is what
/// librdkafka does with it.

#include <string>

#include "security/tls_settings.hpp"

namespace kpp::security {

struct TlsCiphers {
  std::string older;  ///< For TLS 1.2, in OpenSSL's names.
  std::string tls13;
  /// The list is Java's: a version without a cipher in it is not spoken.
  bool all_that_is_allowed = false;
};

/// Fails for a name that OpenSSL does not have.
[[nodiscard]] Result<TlsCiphers> read_ciphers(const TlsSettings& settings);

}  // namespace kpp::security
