#pragma once
/// \file
/// AlterUserScramCredentials (KIP-554). What travels is salted by the client; the password itself does not.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AlterUserScramCredentialsResponse {
  struct Result {
    std::string user;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("User", &Result::user, always),
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AlterUserScramCredentialsResponse::throttle_time_ms, always),
      field("Results", &AlterUserScramCredentialsResponse::results, always),
  };
  friend bool operator==(const AlterUserScramCredentialsResponse&,
                         const AlterUserScramCredentialsResponse&) = default;
};

struct AlterUserScramCredentialsRequest {
  static constexpr ApiKey api_key = ApiKey::alter_user_scram_credentials;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = AlterUserScramCredentialsResponse;

  struct Deletion {
    std::string name;
    std::int8_t mechanism = 0;

    static constexpr auto fields = std::tuple{
        field("Name", &Deletion::name, always),
        field("Mechanism", &Deletion::mechanism, always),
    };
    friend bool operator==(const Deletion&, const Deletion&) = default;
  };

  struct Upsertion {
    std::string name;
    std::int8_t mechanism = 0;
    std::int32_t iterations = 0;
    Bytes salt;
    Bytes salted_password;

    static constexpr auto fields = std::tuple{
        field("Name", &Upsertion::name, always),
        field("Mechanism", &Upsertion::mechanism, always),
        field("Iterations", &Upsertion::iterations, always),
        field("Salt", &Upsertion::salt, always),
        field("SaltedPassword", &Upsertion::salted_password, always),
    };
    friend bool operator==(const Upsertion&, const Upsertion&) = default;
  };

  std::vector<Deletion> deletions;
  std::vector<Upsertion> upsertions;

  static constexpr auto fields = std::tuple{
      field("Deletions", &AlterUserScramCredentialsRequest::deletions, always),
      field("Upsertions", &AlterUserScramCredentialsRequest::upsertions, always),
  };
  friend bool operator==(const AlterUserScramCredentialsRequest&,
                         const AlterUserScramCredentialsRequest&) = default;
};

}  // namespace kpp::wire
