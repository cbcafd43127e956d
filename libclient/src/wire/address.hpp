#pragma once
/// \file
/// Host and port of a broker, and the list of them in `bootstrap.servers`.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"

namespace kpp::wire {

struct Address {
  std::string host;
  std::uint16_t port = 0;

  /// "host:port"; an IPv6 address stands in brackets.
  [[nodiscard]] std::string to_string() const;
  friend auto operator<=>(const Address&, const Address&) = default;
};

/// Reads "host:port", "[::1]:9092" and, as Kafka's Java clients do, "PLAINTEXT://host:port".
[[nodiscard]] Result<Address> parse_address(std::string_view text);

/// Reads the comma-separated list in `bootstrap.servers`, with the errors of Kafka's Java clients.
[[nodiscard]] Result<std::vector<Address>> parse_bootstrap_servers(std::string_view text);

}  // namespace kpp::wire
