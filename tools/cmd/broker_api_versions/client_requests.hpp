#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kpp::tools::broker_api_versions {

/// A request as the client of Kafka 4.3 knows it; whether a broker's version is usable is said for that client.
struct ClientRequest {
  std::int16_t api_key;
  std::string_view name;
  std::int16_t oldest;
  std::int16_t newest;
  bool of_brokers;  // false: only controllers have it
};

/// By number.
[[nodiscard]] std::span<const ClientRequest> client_requests() noexcept;

/// Null for a number that Kafka 4.3 does not know.
[[nodiscard]] const ClientRequest* client_request(std::int16_t api_key) noexcept;

}  // namespace kpp::tools::broker_api_versions
