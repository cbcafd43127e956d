#pragma once
/// \file
/// ListGroups: the groups whose coordinator is the asked broker; by state (KIP-518) and type
/// (KIP-848).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ListGroupsResponse {
  struct Group {
    std::string group_id;
    std::string protocol_type;
    std::string group_state;
    std::string group_type;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Group::group_id, always),
        field("ProtocolType", &Group::protocol_type, always),
        field("GroupState", &Group::group_state, since(4)).ignorable(),
        field("GroupType", &Group::group_type, since(5)).ignorable(),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ListGroupsResponse::throttle_time_ms, since(1)).ignorable(),
      field("ErrorCode", &ListGroupsResponse::error_code, always),
      field("Groups", &ListGroupsResponse::groups, always),
  };
  friend bool operator==(const ListGroupsResponse&, const ListGroupsResponse&) = default;
};

struct ListGroupsRequest {
  static constexpr ApiKey api_key = ApiKey::list_groups;
  static constexpr VersionRange versions = between(0, 5);
  static constexpr std::int16_t flexible_from = 3;
  using Response = ListGroupsResponse;

  std::vector<std::string> states_filter;
  std::vector<std::string> types_filter;

  static constexpr auto fields = std::tuple{
      field("StatesFilter", &ListGroupsRequest::states_filter, since(4)),
      field("TypesFilter", &ListGroupsRequest::types_filter, since(5)),
  };
  friend bool operator==(const ListGroupsRequest&, const ListGroupsRequest&) = default;
};

}  // namespace kpp::wire
