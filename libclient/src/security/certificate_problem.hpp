#pragma once
/// \file
/// Why a broker's certificate is not believed, in one sentence that says what to do. Both planes say it.

#include <cstddef>
#include <span>
#include <string>

namespace kpp::security {

/// The certificate that the problem is with, as it came (DER); empty if there is none.
struct RejectedCertificate {
  long why = 0;  ///< OpenSSL's X509_V_ERR_...
  std::span<const std::byte> bytes{};
  /// False for one of the authorities above the broker's own.
  bool is_the_brokers = true;
};

/// `broker` is "host:port". OpenSSL has been loaded.
[[nodiscard]] std::string certificate_problem(const RejectedCertificate& certificate,
                                              const std::string& broker);

}  // namespace kpp::security
