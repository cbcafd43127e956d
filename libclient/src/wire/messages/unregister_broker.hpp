#pragma once
/// \file
/// UnregisterBroker: the cluster forgets a broker that is gone for good (KIP-631); brokers from 2.8 in KRaft mode.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct UnregisterBrokerResponse {
  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &UnregisterBrokerResponse::throttle_time_ms, always),
      field("ErrorCode", &UnregisterBrokerResponse::error_code, always),
      field("ErrorMessage", &UnregisterBrokerResponse::error_message, always).nullable(always),
  };
  friend bool operator==(const UnregisterBrokerResponse&,
                         const UnregisterBrokerResponse&) = default;
};

struct UnregisterBrokerRequest {
  static constexpr ApiKey api_key = ApiKey::unregister_broker;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = UnregisterBrokerResponse;

  std::int32_t broker_id = 0;

  static constexpr auto fields = std::tuple{
      field("BrokerId", &UnregisterBrokerRequest::broker_id, always),
  };
  friend bool operator==(const UnregisterBrokerRequest&, const UnregisterBrokerRequest&) = default;
};

}  // namespace kpp::wire
