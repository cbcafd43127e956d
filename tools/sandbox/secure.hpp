#pragma once
// Listeners with TLS or a login, for trying security: --secure. They stand beside the plain listener of each broker.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools::sandbox {

struct SecureKind {
  std::string_view
      name;  // as --secure, the file with its client's properties and the state know it
  std::string_view listener;  // as the broker does
  std::string_view protocol;  // security.protocol
  bool tls = false;
  bool login = false;
  bool client_certificate = false;
};

inline constexpr std::array<SecureKind, 4> secure_kinds{{
    {"tls", "TLS", "SSL", true, false, false},
    {"mtls", "MTLS", "SSL", true, false, true},
    {"sasl_plaintext", "LOGIN", "SASL_PLAINTEXT", false, true, false},
    {"sasl_ssl", "TLS_LOGIN", "SASL_SSL", true, true, false},
}};

/// The user that may log in, by PLAIN and by SCRAM.
inline constexpr std::string_view secure_user = "alice";
inline constexpr std::string_view secure_password = "alice-secret";

/// One kind of listener, on a port of each broker.
struct SecureListener {
  SecureKind kind;
  std::vector<int> ports{};

  /// "localhost:9093,localhost:9094"; the name that stands in the brokers' certificate.
  [[nodiscard]] std::string bootstrap() const;
};

/// "tls,sasl_ssl", or "all".
[[nodiscard]] Result<std::vector<SecureKind>> parse_secure_kinds(std::string_view text);

/// What a broker's configuration says of them. `folder` is that of the certificates, as the broker sees it.
[[nodiscard]] std::string secure_broker_properties(const std::vector<SecureListener>& listeners,
                                                   std::string_view folder);

/// A client's properties for one of them, which Kafka's Java tools read, too. `folder` is an absolute path.
[[nodiscard]] std::string secure_client_properties(const SecureListener& listener,
                                                   std::string_view folder);

}  // namespace kpp::tools::sandbox
