#pragma once
/// \file
/// ExpireDelegationToken (KIP-48).

#include <cstdint>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct ExpireDelegationTokenResponse {
  std::int16_t error_code = 0;
  std::int64_t expiry_timestamp_ms = 0;
  std::int32_t throttle_time_ms = 0;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &ExpireDelegationTokenResponse::error_code, always),
      field("ExpiryTimestampMs", &ExpireDelegationTokenResponse::expiry_timestamp_ms, always),
      field("ThrottleTimeMs", &ExpireDelegationTokenResponse::throttle_time_ms, always),
  };
  friend bool operator==(const ExpireDelegationTokenResponse&,
                         const ExpireDelegationTokenResponse&) = default;
};

struct ExpireDelegationTokenRequest {
  static constexpr ApiKey api_key = ApiKey::expire_delegation_token;
  static constexpr VersionRange versions = between(1, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = ExpireDelegationTokenResponse;

  Bytes hmac;
  std::int64_t expiry_time_period_ms = 0;

  static constexpr auto fields = std::tuple{
      field("Hmac", &ExpireDelegationTokenRequest::hmac, always),
      field("ExpiryTimePeriodMs", &ExpireDelegationTokenRequest::expiry_time_period_ms, always),
  };
  friend bool operator==(const ExpireDelegationTokenRequest&,
                         const ExpireDelegationTokenRequest&) = default;
};

}  // namespace kpp::wire
