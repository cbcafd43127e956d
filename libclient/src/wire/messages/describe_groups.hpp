#pragma once
/// \file
/// DescribeGroups: classic groups. What their members carry is in consumer_protocol.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeGroupsResponse {
  struct Group {
    struct Member {
      std::string member_id;
      std::optional<std::string> group_instance_id;
      std::string client_id;
      std::string client_host;
      Bytes member_metadata;
      Bytes member_assignment;

      static constexpr auto fields = std::tuple{
          field("MemberId", &Member::member_id, always),
          field("GroupInstanceId", &Member::group_instance_id, since(4))
              .nullable(since(4))
              .ignorable(),
          field("ClientId", &Member::client_id, always),
          field("ClientHost", &Member::client_host, always),
          field("MemberMetadata", &Member::member_metadata, always),
          field("MemberAssignment", &Member::member_assignment, always),
      };
      friend bool operator==(const Member&, const Member&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::string group_id;
    std::string group_state;
    std::string protocol_type;
    std::string protocol_data;
    std::vector<Member> members;
    std::int32_t authorized_operations = operations_not_asked;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Group::error_code, always),
        field("ErrorMessage", &Group::error_message, since(6)).nullable(since(6)),
        field("GroupId", &Group::group_id, always),
        field("GroupState", &Group::group_state, always),
        field("ProtocolType", &Group::protocol_type, always),
        field("ProtocolData", &Group::protocol_data, always),
        field("Members", &Group::members, always),
        field("AuthorizedOperations", &Group::authorized_operations, since(3)),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeGroupsResponse::throttle_time_ms, since(1)).ignorable(),
      field("Groups", &DescribeGroupsResponse::groups, always),
  };
  friend bool operator==(const DescribeGroupsResponse&, const DescribeGroupsResponse&) = default;
};

struct DescribeGroupsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_groups;
  static constexpr VersionRange versions = between(0, 6);
  static constexpr std::int16_t flexible_from = 5;
  using Response = DescribeGroupsResponse;

  std::vector<std::string> groups;
  bool include_authorized_operations = false;

  static constexpr auto fields = std::tuple{
      field("Groups", &DescribeGroupsRequest::groups, always),
      field("IncludeAuthorizedOperations", &DescribeGroupsRequest::include_authorized_operations,
            since(3)),
  };
  friend bool operator==(const DescribeGroupsRequest&, const DescribeGroupsRequest&) = default;
};

}  // namespace kpp::wire
