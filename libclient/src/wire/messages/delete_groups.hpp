#pragma once
/// \file
/// DeleteGroups (KIP-229).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DeleteGroupsResponse {
  struct Result {
    std::string group_id;
    std::int16_t error_code = 0;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Result::group_id, always),
        field("ErrorCode", &Result::error_code, always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DeleteGroupsResponse::throttle_time_ms, always),
      field("Results", &DeleteGroupsResponse::results, always),
  };
  friend bool operator==(const DeleteGroupsResponse&, const DeleteGroupsResponse&) = default;
};

struct DeleteGroupsRequest {
  static constexpr ApiKey api_key = ApiKey::delete_groups;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DeleteGroupsResponse;

  std::vector<std::string> groups_names;

  static constexpr auto fields = std::tuple{
      field("GroupsNames", &DeleteGroupsRequest::groups_names, always),
  };
  friend bool operator==(const DeleteGroupsRequest&, const DeleteGroupsRequest&) = default;
};

}  // namespace kpp::wire
