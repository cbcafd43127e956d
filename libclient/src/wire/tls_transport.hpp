#pragma once
/// \file
/// TLS over another transport.

#include <memory>

#include "wire/tls_context.hpp"
#include "wire/transport.hpp"

namespace kpp::wire {

/// `below` makes what carries the encrypted bytes.
[[nodiscard]] TransportFactory tls_transport(TransportFactory below,
                                             std::shared_ptr<TlsContext> context);

}  // namespace kpp::wire
