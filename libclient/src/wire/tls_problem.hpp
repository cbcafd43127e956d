#pragma once
/// \file
/// Why a TLS connection did not come about, or broke, in one sentence that says what to do. Only the TLS files include this.

#include <cstddef>
#include <vector>

#include "security/certificate_problem.hpp"
#include "security/openssl.hpp"
#include "wire/address.hpp"
#include "wire/transport.hpp"

namespace kpp::wire {

/// What OpenSSL found wrong with a certificate of the broker's chain.
struct Verdict {
  long why = 0;
  int depth = 0;                         ///< 0: the broker's own.
  std::vector<std::byte> certificate{};  ///< DER
};

/// The broker's certificate was turned down.
[[nodiscard]] IoStatus not_believed(const Verdict& verdict, const Address& broker);

/// OpenSSL has given up. It may be a stream that was open already: with TLS 1.3 a broker refuses a client's certificate
/// only after the client's own handshake is done.
[[nodiscard]] IoStatus told_by_openssl(const SSL* ssl, const Address& broker);

/// The connection ended before the handshake did.
[[nodiscard]] IoStatus ended_in_handshake(const Address& broker);

}  // namespace kpp::wire
