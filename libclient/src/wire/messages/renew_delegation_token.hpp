#pragma once
/// \file
/// RenewDelegationToken (KIP-48).

#include <cstdint>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct RenewDelegationTokenResponse {
  std::int16_t error_code = 0;
  std::int64_t expiry_timestamp_ms = 0;
  std::int32_t throttle_time_ms = 0;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &RenewDelegationTokenResponse::error_code, always),
      field("ExpiryTimestampMs", &RenewDelegationTokenResponse::expiry_timestamp_ms, always),
      field("ThrottleTimeMs", &RenewDelegationTokenResponse::throttle_time_ms, always),
  };
  friend bool operator==(const RenewDelegationTokenResponse&,
                         const RenewDelegationTokenResponse&) = default;
};

struct RenewDelegationTokenRequest {
  static constexpr ApiKey api_key = ApiKey::renew_delegation_token;
  static constexpr VersionRange versions = between(1, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = RenewDelegationTokenResponse;

  Bytes hmac;
  std::int64_t renew_period_ms = 0;

  static constexpr auto fields = std::tuple{
      field("Hmac", &RenewDelegationTokenRequest::hmac, always),
      field("RenewPeriodMs", &RenewDelegationTokenRequest::renew_period_ms, always),
  };
  friend bool operator==(const RenewDelegationTokenRequest&,
                         const RenewDelegationTokenRequest&) = default;
};

}  // namespace kpp::wire
