#pragma once
/// \file
/// CreateDelegationToken (KIP-48); for another owner from version 3 on (KIP-373).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct CreateDelegationTokenResponse {
  std::int16_t error_code = 0;
  std::string principal_type;
  std::string principal_name;
  std::string token_requester_principal_type;
  std::string token_requester_principal_name;
  std::int64_t issue_timestamp_ms = 0;
  std::int64_t expiry_timestamp_ms = 0;
  std::int64_t max_timestamp_ms = 0;
  std::string token_id;
  Bytes hmac;
  std::int32_t throttle_time_ms = 0;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &CreateDelegationTokenResponse::error_code, always),
      field("PrincipalType", &CreateDelegationTokenResponse::principal_type, always),
      field("PrincipalName", &CreateDelegationTokenResponse::principal_name, always),
      field("TokenRequesterPrincipalType",
            &CreateDelegationTokenResponse::token_requester_principal_type, since(3)),
      field("TokenRequesterPrincipalName",
            &CreateDelegationTokenResponse::token_requester_principal_name, since(3)),
      field("IssueTimestampMs", &CreateDelegationTokenResponse::issue_timestamp_ms, always),
      field("ExpiryTimestampMs", &CreateDelegationTokenResponse::expiry_timestamp_ms, always),
      field("MaxTimestampMs", &CreateDelegationTokenResponse::max_timestamp_ms, always),
      field("TokenId", &CreateDelegationTokenResponse::token_id, always),
      field("Hmac", &CreateDelegationTokenResponse::hmac, always),
      field("ThrottleTimeMs", &CreateDelegationTokenResponse::throttle_time_ms, always),
  };
  friend bool operator==(const CreateDelegationTokenResponse&,
                         const CreateDelegationTokenResponse&) = default;
};

struct CreateDelegationTokenRequest {
  static constexpr ApiKey api_key = ApiKey::create_delegation_token;
  static constexpr VersionRange versions = between(1, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = CreateDelegationTokenResponse;

  struct Renewer {
    std::string principal_type;
    std::string principal_name;

    static constexpr auto fields = std::tuple{
        field("PrincipalType", &Renewer::principal_type, always),
        field("PrincipalName", &Renewer::principal_name, always),
    };
    friend bool operator==(const Renewer&, const Renewer&) = default;
  };

  std::optional<std::string> owner_principal_type;
  std::optional<std::string> owner_principal_name;
  std::vector<Renewer> renewers;
  std::int64_t max_lifetime_ms = 0;

  static constexpr auto fields = std::tuple{
      field("OwnerPrincipalType", &CreateDelegationTokenRequest::owner_principal_type, since(3))
          .nullable(since(3)),
      field("OwnerPrincipalName", &CreateDelegationTokenRequest::owner_principal_name, since(3))
          .nullable(since(3)),
      field("Renewers", &CreateDelegationTokenRequest::renewers, always),
      field("MaxLifetimeMs", &CreateDelegationTokenRequest::max_lifetime_ms, always),
  };
  friend bool operator==(const CreateDelegationTokenRequest&,
                         const CreateDelegationTokenRequest&) = default;
};

}  // namespace kpp::wire
