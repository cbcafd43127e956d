#pragma once
/// \file
/// What all connections of one client have in common.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "wire/backoff.hpp"
#include "wire/resolve.hpp"
#include "wire/sasl.hpp"
#include "wire/transport.hpp"

namespace kpp::wire {

struct ConnectionConfig {
  std::string client_id;
  /// KRaft's controllers are asked, not brokers (KIP-919).
  bool to_controllers = false;
  TransportFactory transport;
  bool tls = false;                ///< What `transport` speaks, for errors.
  std::optional<SaslConfig> sasl;  ///< Without it there is no login.
  AddressFamily family = AddressFamily::any;
  /// From the first SYN to the answer to ApiVersions, all addresses of the host and all attempts
  /// included.
  std::chrono::milliseconds setup_timeout{5000};
  /// A connection refused, or closed at once, is tried again so long: a broker may be just about to
  /// listen.
  std::chrono::milliseconds refused_patience{900};
  /// One that has just failed is not tried again so long, unless nothing else is left.
  std::chrono::milliseconds failure_memory{1000};
  Backoff reconnect{std::chrono::milliseconds(100), std::chrono::milliseconds(400)};
  /// A broker that takes longer for one request is given up, and with it the connection.
  std::chrono::milliseconds request_timeout{30000};
  /// A connection that lay idle longer is not used again (brokers close theirs after ten minutes).
  std::chrono::milliseconds max_idle{300000};
  std::size_t max_frame = 100'000'000;
};

}  // namespace kpp::wire
