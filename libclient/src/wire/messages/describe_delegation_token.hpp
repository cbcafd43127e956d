#pragma once
/// \file
/// DescribeDelegationToken (KIP-48).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeDelegationTokenResponse {
  struct Token {
    struct Renewer {
      std::string principal_type;
      std::string principal_name;

      static constexpr auto fields = std::tuple{
          field("PrincipalType", &Renewer::principal_type, always),
          field("PrincipalName", &Renewer::principal_name, always),
      };
      friend bool operator==(const Renewer&, const Renewer&) = default;
    };

    std::string principal_type;
    std::string principal_name;
    std::string token_requester_principal_type;
    std::string token_requester_principal_name;
    std::int64_t issue_timestamp = 0;
    std::int64_t expiry_timestamp = 0;
    std::int64_t max_timestamp = 0;
    std::string token_id;
    Bytes hmac;
    std::vector<Renewer> renewers;

    static constexpr auto fields = std::tuple{
        field("PrincipalType", &Token::principal_type, always),
        field("PrincipalName", &Token::principal_name, always),
        field("TokenRequesterPrincipalType", &Token::token_requester_principal_type, since(3)),
        field("TokenRequesterPrincipalName", &Token::token_requester_principal_name, since(3)),
        field("IssueTimestamp", &Token::issue_timestamp, always),
        field("ExpiryTimestamp", &Token::expiry_timestamp, always),
        field("MaxTimestamp", &Token::max_timestamp, always),
        field("TokenId", &Token::token_id, always),
        field("Hmac", &Token::hmac, always),
        field("Renewers", &Token::renewers, always),
    };
    friend bool operator==(const Token&, const Token&) = default;
  };

  std::int16_t error_code = 0;
  std::vector<Token> tokens;
  std::int32_t throttle_time_ms = 0;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &DescribeDelegationTokenResponse::error_code, always),
      field("Tokens", &DescribeDelegationTokenResponse::tokens, always),
      field("ThrottleTimeMs", &DescribeDelegationTokenResponse::throttle_time_ms, always),
  };
  friend bool operator==(const DescribeDelegationTokenResponse&,
                         const DescribeDelegationTokenResponse&) = default;
};

struct DescribeDelegationTokenRequest {
  static constexpr ApiKey api_key = ApiKey::describe_delegation_token;
  static constexpr VersionRange versions = between(1, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DescribeDelegationTokenResponse;

  struct Owner {
    std::string principal_type;
    std::string principal_name;

    static constexpr auto fields = std::tuple{
        field("PrincipalType", &Owner::principal_type, always),
        field("PrincipalName", &Owner::principal_name, always),
    };
    friend bool operator==(const Owner&, const Owner&) = default;
  };

  std::optional<std::vector<Owner>> owners;

  static constexpr auto fields = std::tuple{
      field("Owners", &DescribeDelegationTokenRequest::owners, always).nullable(always),
  };
  friend bool operator==(const DescribeDelegationTokenRequest&,
                         const DescribeDelegationTokenRequest&) = default;
};

}  // namespace kpp::wire
