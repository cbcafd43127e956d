#pragma once
/// \file
/// ShareGroupDescribe: share groups (KIP-932), brokers from 4.1.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ShareGroupTopicPartitions {
  Uuid topic_id;
  std::string topic_name;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("TopicId", &ShareGroupTopicPartitions::topic_id, always),
      field("TopicName", &ShareGroupTopicPartitions::topic_name, always),
      field("Partitions", &ShareGroupTopicPartitions::partitions, always),
  };
  friend bool operator==(const ShareGroupTopicPartitions&,
                         const ShareGroupTopicPartitions&) = default;
};

struct ShareGroupAssignment {
  std::vector<ShareGroupTopicPartitions> topic_partitions;

  static constexpr auto fields = std::tuple{
      field("TopicPartitions", &ShareGroupAssignment::topic_partitions, always),
  };
  friend bool operator==(const ShareGroupAssignment&, const ShareGroupAssignment&) = default;
};

struct ShareGroupDescribeResponse {
  struct Group {
    struct Member {
      std::string member_id;
      std::optional<std::string> rack_id;
      std::int32_t member_epoch = 0;
      std::string client_id;
      std::string client_host;
      std::vector<std::string> subscribed_topic_names;
      ShareGroupAssignment assignment;

      static constexpr auto fields = std::tuple{
          field("MemberId", &Member::member_id, always),
          field("RackId", &Member::rack_id, always).nullable(always),
          field("MemberEpoch", &Member::member_epoch, always),
          field("ClientId", &Member::client_id, always),
          field("ClientHost", &Member::client_host, always),
          field("SubscribedTopicNames", &Member::subscribed_topic_names, always),
          field("Assignment", &Member::assignment, always),
      };
      friend bool operator==(const Member&, const Member&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::string group_id;
    std::string group_state;
    std::int32_t group_epoch = 0;
    std::int32_t assignment_epoch = 0;
    std::string assignor_name;
    std::vector<Member> members;
    std::int32_t authorized_operations = operations_not_asked;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Group::error_code, always),
        field("ErrorMessage", &Group::error_message, always).nullable(always),
        field("GroupId", &Group::group_id, always),
        field("GroupState", &Group::group_state, always),
        field("GroupEpoch", &Group::group_epoch, always),
        field("AssignmentEpoch", &Group::assignment_epoch, always),
        field("AssignorName", &Group::assignor_name, always),
        field("Members", &Group::members, always),
        field("AuthorizedOperations", &Group::authorized_operations, always),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ShareGroupDescribeResponse::throttle_time_ms, always),
      field("Groups", &ShareGroupDescribeResponse::groups, always),
  };
  friend bool operator==(const ShareGroupDescribeResponse&,
                         const ShareGroupDescribeResponse&) = default;
};

struct ShareGroupDescribeRequest {
  static constexpr ApiKey api_key = ApiKey::share_group_describe;
  static constexpr VersionRange versions = between(1, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ShareGroupDescribeResponse;

  std::vector<std::string> group_ids;
  bool include_authorized_operations = false;

  static constexpr auto fields = std::tuple{
      field("GroupIds", &ShareGroupDescribeRequest::group_ids, always),
      field("IncludeAuthorizedOperations",
            &ShareGroupDescribeRequest::include_authorized_operations, always),
  };
  friend bool operator==(const ShareGroupDescribeRequest&,
                         const ShareGroupDescribeRequest&) = default;
};

}  // namespace kpp::wire
