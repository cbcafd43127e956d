#pragma once
/// \file
/// StreamsGroupDescribe: streams groups (KIP-1071), brokers from 4.1.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct StreamsGroupEndpoint {
  std::string host;
  std::uint16_t port = 0;

  static constexpr auto fields = std::tuple{
      field("Host", &StreamsGroupEndpoint::host, always),
      field("Port", &StreamsGroupEndpoint::port, always),
  };
  friend bool operator==(const StreamsGroupEndpoint&, const StreamsGroupEndpoint&) = default;
};

struct StreamsGroupTaskOffset {
  std::string subtopology_id;
  std::int32_t partition = 0;
  std::int64_t offset = 0;

  static constexpr auto fields = std::tuple{
      field("SubtopologyId", &StreamsGroupTaskOffset::subtopology_id, always),
      field("Partition", &StreamsGroupTaskOffset::partition, always),
      field("Offset", &StreamsGroupTaskOffset::offset, always),
  };
  friend bool operator==(const StreamsGroupTaskOffset&, const StreamsGroupTaskOffset&) = default;
};

struct StreamsGroupTaskIds {
  std::string subtopology_id;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("SubtopologyId", &StreamsGroupTaskIds::subtopology_id, always),
      field("Partitions", &StreamsGroupTaskIds::partitions, always),
  };
  friend bool operator==(const StreamsGroupTaskIds&, const StreamsGroupTaskIds&) = default;
};

struct StreamsGroupAssignment {
  std::vector<StreamsGroupTaskIds> active_tasks;
  std::vector<StreamsGroupTaskIds> standby_tasks;
  std::vector<StreamsGroupTaskIds> warmup_tasks;

  static constexpr auto fields = std::tuple{
      field("ActiveTasks", &StreamsGroupAssignment::active_tasks, always),
      field("StandbyTasks", &StreamsGroupAssignment::standby_tasks, always),
      field("WarmupTasks", &StreamsGroupAssignment::warmup_tasks, always),
  };
  friend bool operator==(const StreamsGroupAssignment&, const StreamsGroupAssignment&) = default;
};

struct StreamsGroupKeyValue {
  std::string key;
  std::string value;

  static constexpr auto fields = std::tuple{
      field("Key", &StreamsGroupKeyValue::key, always),
      field("Value", &StreamsGroupKeyValue::value, always),
  };
  friend bool operator==(const StreamsGroupKeyValue&, const StreamsGroupKeyValue&) = default;
};

struct StreamsGroupTopicInfo {
  std::string name;
  std::int32_t partitions = 0;
  std::int16_t replication_factor = 0;
  std::vector<StreamsGroupKeyValue> topic_configs;

  static constexpr auto fields = std::tuple{
      field("Name", &StreamsGroupTopicInfo::name, always),
      field("Partitions", &StreamsGroupTopicInfo::partitions, always),
      field("ReplicationFactor", &StreamsGroupTopicInfo::replication_factor, always),
      field("TopicConfigs", &StreamsGroupTopicInfo::topic_configs, always),
  };
  friend bool operator==(const StreamsGroupTopicInfo&, const StreamsGroupTopicInfo&) = default;
};

struct StreamsGroupSubtopology {
  std::string subtopology_id;
  std::vector<std::string> source_topics;
  std::vector<std::string> repartition_sink_topics;
  std::vector<StreamsGroupTopicInfo> state_changelog_topics;
  std::vector<StreamsGroupTopicInfo> repartition_source_topics;

  static constexpr auto fields = std::tuple{
      field("SubtopologyId", &StreamsGroupSubtopology::subtopology_id, always),
      field("SourceTopics", &StreamsGroupSubtopology::source_topics, always),
      field("RepartitionSinkTopics", &StreamsGroupSubtopology::repartition_sink_topics, always),
      field("StateChangelogTopics", &StreamsGroupSubtopology::state_changelog_topics, always),
      field("RepartitionSourceTopics", &StreamsGroupSubtopology::repartition_source_topics, always),
  };
  friend bool operator==(const StreamsGroupSubtopology&, const StreamsGroupSubtopology&) = default;
};

struct StreamsGroupTopology {
  std::int32_t epoch = 0;
  std::optional<std::vector<StreamsGroupSubtopology>> subtopologies;

  static constexpr auto fields = std::tuple{
      field("Epoch", &StreamsGroupTopology::epoch, always),
      field("Subtopologies", &StreamsGroupTopology::subtopologies, always).nullable(always),
  };
  friend bool operator==(const StreamsGroupTopology&, const StreamsGroupTopology&) = default;
};

struct StreamsGroupDescribeResponse {
  struct Group {
    struct Member {
      std::string member_id;
      std::int32_t member_epoch = 0;
      std::optional<std::string> instance_id;
      std::optional<std::string> rack_id;
      std::string client_id;
      std::string client_host;
      std::int32_t topology_epoch = 0;
      std::string process_id;
      std::optional<StreamsGroupEndpoint> user_endpoint;
      std::vector<StreamsGroupKeyValue> client_tags;
      std::vector<StreamsGroupTaskOffset> task_offsets;
      std::vector<StreamsGroupTaskOffset> task_end_offsets;
      StreamsGroupAssignment assignment;
      StreamsGroupAssignment target_assignment;
      bool is_classic = false;

      static constexpr auto fields = std::tuple{
          field("MemberId", &Member::member_id, always),
          field("MemberEpoch", &Member::member_epoch, always),
          field("InstanceId", &Member::instance_id, always).nullable(always),
          field("RackId", &Member::rack_id, always).nullable(always),
          field("ClientId", &Member::client_id, always),
          field("ClientHost", &Member::client_host, always),
          field("TopologyEpoch", &Member::topology_epoch, always),
          field("ProcessId", &Member::process_id, always),
          field("UserEndpoint", &Member::user_endpoint, always).nullable(always),
          field("ClientTags", &Member::client_tags, always),
          field("TaskOffsets", &Member::task_offsets, always),
          field("TaskEndOffsets", &Member::task_end_offsets, always),
          field("Assignment", &Member::assignment, always),
          field("TargetAssignment", &Member::target_assignment, always),
          field("IsClassic", &Member::is_classic, always),
      };
      friend bool operator==(const Member&, const Member&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::string group_id;
    std::string group_state;
    std::int32_t group_epoch = 0;
    std::int32_t assignment_epoch = 0;
    std::optional<StreamsGroupTopology> topology;
    std::vector<Member> members;
    std::int32_t authorized_operations = operations_not_asked;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Group::error_code, always),
        field("ErrorMessage", &Group::error_message, always).nullable(always),
        field("GroupId", &Group::group_id, always),
        field("GroupState", &Group::group_state, always),
        field("GroupEpoch", &Group::group_epoch, always),
        field("AssignmentEpoch", &Group::assignment_epoch, always),
        field("Topology", &Group::topology, always).nullable(always),
        field("Members", &Group::members, always),
        field("AuthorizedOperations", &Group::authorized_operations, always),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &StreamsGroupDescribeResponse::throttle_time_ms, always),
      field("Groups", &StreamsGroupDescribeResponse::groups, always),
  };
  friend bool operator==(const StreamsGroupDescribeResponse&,
                         const StreamsGroupDescribeResponse&) = default;
};

struct StreamsGroupDescribeRequest {
  static constexpr ApiKey api_key = ApiKey::streams_group_describe;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = StreamsGroupDescribeResponse;

  std::vector<std::string> group_ids;
  bool include_authorized_operations = false;

  static constexpr auto fields = std::tuple{
      field("GroupIds", &StreamsGroupDescribeRequest::group_ids, always),
      field("IncludeAuthorizedOperations",
            &StreamsGroupDescribeRequest::include_authorized_operations, always),
  };
  friend bool operator==(const StreamsGroupDescribeRequest&,
                         const StreamsGroupDescribeRequest&) = default;
};

}  // namespace kpp::wire
