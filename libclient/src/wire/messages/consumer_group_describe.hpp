#pragma once
/// \file
/// ConsumerGroupDescribe: groups of the new protocol (KIP-848). Brokers from 3.7; member type
/// from 4.0 (KIP-1099).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ConsumerGroupDescribeResponse {
  struct TopicPartitions {
    Uuid topic_id;
    std::string topic_name;
    std::vector<std::int32_t> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicId", &TopicPartitions::topic_id, always),
        field("TopicName", &TopicPartitions::topic_name, always),
        field("Partitions", &TopicPartitions::partitions, always),
    };
    friend bool operator==(const TopicPartitions&, const TopicPartitions&) = default;
  };

  struct Assignment {
    std::vector<TopicPartitions> topic_partitions;

    static constexpr auto fields = std::tuple{
        field("TopicPartitions", &Assignment::topic_partitions, always),
    };
    friend bool operator==(const Assignment&, const Assignment&) = default;
  };

  struct Group {
    struct Member {
      std::string member_id;
      std::optional<std::string> instance_id;
      std::optional<std::string> rack_id;
      std::int32_t member_epoch = 0;
      std::string client_id;
      std::string client_host;
      std::vector<std::string> subscribed_topic_names;
      std::optional<std::string> subscribed_topic_regex;
      Assignment assignment;
      Assignment target_assignment;
      std::int8_t member_type = -1;

      static constexpr auto fields = std::tuple{
          field("MemberId", &Member::member_id, always),
          field("InstanceId", &Member::instance_id, always).nullable(always),
          field("RackId", &Member::rack_id, always).nullable(always),
          field("MemberEpoch", &Member::member_epoch, always),
          field("ClientId", &Member::client_id, always),
          field("ClientHost", &Member::client_host, always),
          field("SubscribedTopicNames", &Member::subscribed_topic_names, always),
          field("SubscribedTopicRegex", &Member::subscribed_topic_regex, always).nullable(always),
          field("Assignment", &Member::assignment, always),
          field("TargetAssignment", &Member::target_assignment, always),
          field("MemberType", &Member::member_type, since(1)).ignorable(),
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
      field("ThrottleTimeMs", &ConsumerGroupDescribeResponse::throttle_time_ms, always),
      field("Groups", &ConsumerGroupDescribeResponse::groups, always),
  };
  friend bool operator==(const ConsumerGroupDescribeResponse&,
                         const ConsumerGroupDescribeResponse&) = default;
};

struct ConsumerGroupDescribeRequest {
  static constexpr ApiKey api_key = ApiKey::consumer_group_describe;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ConsumerGroupDescribeResponse;

  std::vector<std::string> group_ids;
  bool include_authorized_operations = false;

  static constexpr auto fields = std::tuple{
      field("GroupIds", &ConsumerGroupDescribeRequest::group_ids, always),
      field("IncludeAuthorizedOperations",
            &ConsumerGroupDescribeRequest::include_authorized_operations, always),
  };
  friend bool operator==(const ConsumerGroupDescribeRequest&,
                         const ConsumerGroupDescribeRequest&) = default;
};

}  // namespace kpp::wire
