#pragma once
/// \file
/// LeaveGroup: members leave, or are made to (KIP-345). Spoken from version 3 on, the first that names several members.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct LeaveGroupResponse {
  struct Member {
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::int16_t error_code = 0;

    static constexpr auto fields = std::tuple{
        field("MemberId", &Member::member_id, since(3)),
        field("GroupInstanceId", &Member::group_instance_id, since(3)).nullable(since(3)),
        field("ErrorCode", &Member::error_code, since(3)),
    };
    friend bool operator==(const Member&, const Member&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<Member> members;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &LeaveGroupResponse::throttle_time_ms, since(1)).ignorable(),
      field("ErrorCode", &LeaveGroupResponse::error_code, always),
      field("Members", &LeaveGroupResponse::members, since(3)),
  };
  friend bool operator==(const LeaveGroupResponse&, const LeaveGroupResponse&) = default;
};

struct LeaveGroupRequest {
  static constexpr ApiKey api_key = ApiKey::leave_group;
  static constexpr VersionRange versions = between(3, 5);
  static constexpr std::int16_t flexible_from = 4;
  using Response = LeaveGroupResponse;

  struct Member {
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::optional<std::string> reason;

    static constexpr auto fields = std::tuple{
        field("MemberId", &Member::member_id, since(3)),
        field("GroupInstanceId", &Member::group_instance_id, since(3)).nullable(since(3)),
        field("Reason", &Member::reason, since(5)).nullable(since(5)).ignorable(),
    };
    friend bool operator==(const Member&, const Member&) = default;
  };

  std::string group_id;
  std::vector<Member> members;

  static constexpr auto fields = std::tuple{
      field("GroupId", &LeaveGroupRequest::group_id, always),
      field("Members", &LeaveGroupRequest::members, since(3)),
  };
  friend bool operator==(const LeaveGroupRequest&, const LeaveGroupRequest&) = default;
};

}  // namespace kpp::wire
