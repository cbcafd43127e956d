#pragma once
/// \file
/// DescribeUserScramCredentials: which users have which (KIP-554); never their secrets.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeUserScramCredentialsResponse {
  struct Result {
    struct CredentialInfo {
      std::int8_t mechanism = 0;
      std::int32_t iterations = 0;

      static constexpr auto fields = std::tuple{
          field("Mechanism", &CredentialInfo::mechanism, always),
          field("Iterations", &CredentialInfo::iterations, always),
      };
      friend bool operator==(const CredentialInfo&, const CredentialInfo&) = default;
    };

    std::string user;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<CredentialInfo> credential_infos;

    static constexpr auto fields = std::tuple{
        field("User", &Result::user, always),
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
        field("CredentialInfos", &Result::credential_infos, always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeUserScramCredentialsResponse::throttle_time_ms, always),
      field("ErrorCode", &DescribeUserScramCredentialsResponse::error_code, always),
      field("ErrorMessage", &DescribeUserScramCredentialsResponse::error_message, always)
          .nullable(always),
      field("Results", &DescribeUserScramCredentialsResponse::results, always),
  };
  friend bool operator==(const DescribeUserScramCredentialsResponse&,
                         const DescribeUserScramCredentialsResponse&) = default;
};

struct DescribeUserScramCredentialsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_user_scram_credentials;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeUserScramCredentialsResponse;

  struct User {
    std::string name;

    static constexpr auto fields = std::tuple{
        field("Name", &User::name, always),
    };
    friend bool operator==(const User&, const User&) = default;
  };

  std::optional<std::vector<User>> users;

  static constexpr auto fields = std::tuple{
      field("Users", &DescribeUserScramCredentialsRequest::users, always).nullable(always),
  };
  friend bool operator==(const DescribeUserScramCredentialsRequest&,
                         const DescribeUserScramCredentialsRequest&) = default;
};

}  // namespace kpp::wire
