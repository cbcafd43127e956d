#pragma once
/// \file
/// FindCoordinator: one `key` before version 4, many `coordinator_keys` from it on (KIP-699).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct FindCoordinatorResponse {
  struct Coordinator {
    std::string key;
    std::int32_t node_id = 0;
    std::string host;
    std::int32_t port = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("Key", &Coordinator::key, since(4)),
        field("NodeId", &Coordinator::node_id, since(4)),
        field("Host", &Coordinator::host, since(4)),
        field("Port", &Coordinator::port, since(4)),
        field("ErrorCode", &Coordinator::error_code, since(4)),
        field("ErrorMessage", &Coordinator::error_message, since(4)).nullable(since(4)).ignorable(),
    };
    friend bool operator==(const Coordinator&, const Coordinator&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::int32_t node_id = 0;
  std::string host;
  std::int32_t port = 0;
  std::vector<Coordinator> coordinators;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &FindCoordinatorResponse::throttle_time_ms, since(1)),
      field("ErrorCode", &FindCoordinatorResponse::error_code, between(0, 3)),
      field("ErrorMessage", &FindCoordinatorResponse::error_message, between(1, 3))
          .nullable(between(1, 3))
          .ignorable(),
      field("NodeId", &FindCoordinatorResponse::node_id, between(0, 3)),
      field("Host", &FindCoordinatorResponse::host, between(0, 3)),
      field("Port", &FindCoordinatorResponse::port, between(0, 3)),
      field("Coordinators", &FindCoordinatorResponse::coordinators, since(4)),
  };
  friend bool operator==(const FindCoordinatorResponse&, const FindCoordinatorResponse&) = default;
};

struct FindCoordinatorRequest {
  static constexpr ApiKey api_key = ApiKey::find_coordinator;
  static constexpr VersionRange versions = between(1, 6);
  static constexpr std::int16_t flexible_from = 3;
  using Response = FindCoordinatorResponse;

  std::string key;
  std::int8_t key_type = 0;
  std::vector<std::string> coordinator_keys;

  static constexpr auto fields = std::tuple{
      field("Key", &FindCoordinatorRequest::key, between(0, 3)),
      field("KeyType", &FindCoordinatorRequest::key_type, since(1)),
      field("CoordinatorKeys", &FindCoordinatorRequest::coordinator_keys, since(4)),
  };
  friend bool operator==(const FindCoordinatorRequest&, const FindCoordinatorRequest&) = default;
};

}  // namespace kpp::wire
