#pragma once
/// \file
/// CreateAcls, with patterns of resources from version 1 on (KIP-290).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct CreateAclsResponse {
  struct Result {
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &CreateAclsResponse::throttle_time_ms, always),
      field("Results", &CreateAclsResponse::results, always),
  };
  friend bool operator==(const CreateAclsResponse&, const CreateAclsResponse&) = default;
};

struct CreateAclsRequest {
  static constexpr ApiKey api_key = ApiKey::create_acls;
  static constexpr VersionRange versions = between(1, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = CreateAclsResponse;

  struct Creation {
    std::int8_t resource_type = 0;
    std::string resource_name;
    std::int8_t resource_pattern_type = 3;
    std::string principal;
    std::string host;
    std::int8_t operation = 0;
    std::int8_t permission_type = 0;

    static constexpr auto fields = std::tuple{
        field("ResourceType", &Creation::resource_type, always),
        field("ResourceName", &Creation::resource_name, always),
        field("ResourcePatternType", &Creation::resource_pattern_type, since(1)),
        field("Principal", &Creation::principal, always),
        field("Host", &Creation::host, always),
        field("Operation", &Creation::operation, always),
        field("PermissionType", &Creation::permission_type, always),
    };
    friend bool operator==(const Creation&, const Creation&) = default;
  };

  std::vector<Creation> creations;

  static constexpr auto fields = std::tuple{
      field("Creations", &CreateAclsRequest::creations, always),
  };
  friend bool operator==(const CreateAclsRequest&, const CreateAclsRequest&) = default;
};

}  // namespace kpp::wire
