#pragma once
/// \file
/// How members of share groups (KIP-932) and of streams groups (KIP-1071) say that they are alive. The library reads such
/// groups and is no member of any; tests need some.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"
#include "wire/messages/streams_group_describe.hpp"

namespace kpp::test {

using wire::always;
using wire::field;

struct ShareGroupHeartbeatResponse {
  struct TopicPartitions {
    Uuid topic_id;
    std::vector<std::int32_t> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicId", &TopicPartitions::topic_id, always),
        field("Partitions", &TopicPartitions::partitions, always),
    };
  };
  struct Assignment {
    std::vector<TopicPartitions> topic_partitions;

    static constexpr auto fields = std::tuple{
        field("TopicPartitions", &Assignment::topic_partitions, always),
    };
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::optional<std::string> member_id;
  std::int32_t member_epoch = 0;
  std::int32_t heartbeat_interval_ms = 0;
  std::optional<Assignment> assignment;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ShareGroupHeartbeatResponse::throttle_time_ms, always),
      field("ErrorCode", &ShareGroupHeartbeatResponse::error_code, always),
      field("ErrorMessage", &ShareGroupHeartbeatResponse::error_message, always).nullable(always),
      field("MemberId", &ShareGroupHeartbeatResponse::member_id, always).nullable(always),
      field("MemberEpoch", &ShareGroupHeartbeatResponse::member_epoch, always),
      field("HeartbeatIntervalMs", &ShareGroupHeartbeatResponse::heartbeat_interval_ms, always),
      field("Assignment", &ShareGroupHeartbeatResponse::assignment, always).nullable(always),
  };
};

struct ShareGroupHeartbeatRequest {
  static constexpr wire::ApiKey api_key = wire::ApiKey::share_group_heartbeat;
  static constexpr wire::VersionRange versions = wire::between(1, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ShareGroupHeartbeatResponse;

  std::string group_id;
  std::string member_id;
  std::int32_t member_epoch = 0;
  std::optional<std::string> rack_id;
  std::optional<std::vector<std::string>> subscribed_topic_names;

  static constexpr auto fields = std::tuple{
      field("GroupId", &ShareGroupHeartbeatRequest::group_id, always),
      field("MemberId", &ShareGroupHeartbeatRequest::member_id, always),
      field("MemberEpoch", &ShareGroupHeartbeatRequest::member_epoch, always),
      field("RackId", &ShareGroupHeartbeatRequest::rack_id, always).nullable(always),
      field("SubscribedTopicNames", &ShareGroupHeartbeatRequest::subscribed_topic_names, always)
          .nullable(always),
  };
};

struct StreamsGroupHeartbeatResponse {
  struct Status {
    std::int8_t code = 0;
    std::string detail;

    static constexpr auto fields = std::tuple{
        field("StatusCode", &Status::code, always),
        field("StatusDetail", &Status::detail, always),
    };
  };
  struct Partitions {
    std::string topic;
    std::vector<std::int32_t> partitions;

    static constexpr auto fields = std::tuple{
        field("Topic", &Partitions::topic, always),
        field("Partitions", &Partitions::partitions, always),
    };
  };
  struct EndpointPartitions {
    wire::StreamsGroupEndpoint endpoint;
    std::vector<Partitions> active;
    std::vector<Partitions> standby;

    static constexpr auto fields = std::tuple{
        field("UserEndpoint", &EndpointPartitions::endpoint, always),
        field("ActivePartitions", &EndpointPartitions::active, always),
        field("StandbyPartitions", &EndpointPartitions::standby, always),
    };
  };
  using Tasks = std::optional<std::vector<wire::StreamsGroupTaskIds>>;

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::string member_id;
  std::int32_t member_epoch = 0;
  std::int32_t heartbeat_interval_ms = 0;
  std::int32_t acceptable_recovery_lag = 0;
  std::int32_t task_offset_interval_ms = 0;
  std::optional<std::vector<Status>> status;
  Tasks active_tasks;
  Tasks standby_tasks;
  Tasks warmup_tasks;
  std::int32_t endpoint_information_epoch = 0;
  std::optional<std::vector<EndpointPartitions>> partitions_by_user_endpoint;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &StreamsGroupHeartbeatResponse::throttle_time_ms, always),
      field("ErrorCode", &StreamsGroupHeartbeatResponse::error_code, always),
      field("ErrorMessage", &StreamsGroupHeartbeatResponse::error_message, always).nullable(always),
      field("MemberId", &StreamsGroupHeartbeatResponse::member_id, always),
      field("MemberEpoch", &StreamsGroupHeartbeatResponse::member_epoch, always),
      field("HeartbeatIntervalMs", &StreamsGroupHeartbeatResponse::heartbeat_interval_ms, always),
      field("AcceptableRecoveryLag", &StreamsGroupHeartbeatResponse::acceptable_recovery_lag,
            always),
      field("TaskOffsetIntervalMs", &StreamsGroupHeartbeatResponse::task_offset_interval_ms,
            always),
      field("Status", &StreamsGroupHeartbeatResponse::status, always).nullable(always),
      field("ActiveTasks", &StreamsGroupHeartbeatResponse::active_tasks, always).nullable(always),
      field("StandbyTasks", &StreamsGroupHeartbeatResponse::standby_tasks, always).nullable(always),
      field("WarmupTasks", &StreamsGroupHeartbeatResponse::warmup_tasks, always).nullable(always),
      field("EndpointInformationEpoch", &StreamsGroupHeartbeatResponse::endpoint_information_epoch,
            always),
      field("PartitionsByUserEndpoint", &StreamsGroupHeartbeatResponse::partitions_by_user_endpoint,
            always)
          .nullable(always),
  };
};

struct StreamsGroupHeartbeatRequest {
  static constexpr wire::ApiKey api_key = wire::ApiKey::streams_group_heartbeat;
  static constexpr wire::VersionRange versions = wire::between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = StreamsGroupHeartbeatResponse;

  struct CopartitionGroup {
    std::vector<std::int16_t> source_topics;
    std::vector<std::int16_t> source_topic_regex;
    std::vector<std::int16_t> repartition_source_topics;

    static constexpr auto fields = std::tuple{
        field("SourceTopics", &CopartitionGroup::source_topics, always),
        field("SourceTopicRegex", &CopartitionGroup::source_topic_regex, always),
        field("RepartitionSourceTopics", &CopartitionGroup::repartition_source_topics, always),
    };
    friend bool operator==(const CopartitionGroup&, const CopartitionGroup&) = default;
  };
  struct Subtopology {
    std::string subtopology_id;
    std::vector<std::string> source_topics;
    std::vector<std::string> source_topic_regex;
    std::vector<wire::StreamsGroupTopicInfo> state_changelog_topics;
    std::vector<std::string> repartition_sink_topics;
    std::vector<wire::StreamsGroupTopicInfo> repartition_source_topics;
    std::vector<CopartitionGroup> copartition_groups;

    static constexpr auto fields = std::tuple{
        field("SubtopologyId", &Subtopology::subtopology_id, always),
        field("SourceTopics", &Subtopology::source_topics, always),
        field("SourceTopicRegex", &Subtopology::source_topic_regex, always),
        field("StateChangelogTopics", &Subtopology::state_changelog_topics, always),
        field("RepartitionSinkTopics", &Subtopology::repartition_sink_topics, always),
        field("RepartitionSourceTopics", &Subtopology::repartition_source_topics, always),
        field("CopartitionGroups", &Subtopology::copartition_groups, always),
    };
    friend bool operator==(const Subtopology&, const Subtopology&) = default;
  };
  struct Topology {
    std::int32_t epoch = 0;
    std::vector<Subtopology> subtopologies;

    static constexpr auto fields = std::tuple{
        field("Epoch", &Topology::epoch, always),
        field("Subtopologies", &Topology::subtopologies, always),
    };
    friend bool operator==(const Topology&, const Topology&) = default;
  };
  using Tasks = std::optional<std::vector<wire::StreamsGroupTaskIds>>;
  using Offsets = std::optional<std::vector<wire::StreamsGroupTaskOffset>>;

  std::string group_id;
  std::string member_id;
  std::int32_t member_epoch = 0;
  std::int32_t endpoint_information_epoch = 0;
  std::optional<std::string> instance_id;
  std::optional<std::string> rack_id;
  std::int32_t rebalance_timeout_ms = -1;
  std::optional<Topology> topology;
  Tasks active_tasks;
  Tasks standby_tasks;
  Tasks warmup_tasks;
  std::optional<std::string> process_id;
  std::optional<wire::StreamsGroupEndpoint> user_endpoint;
  std::optional<std::vector<wire::StreamsGroupKeyValue>> client_tags;
  Offsets task_offsets;
  Offsets task_end_offsets;
  bool shutdown_application = false;

  static constexpr auto fields = std::tuple{
      field("GroupId", &StreamsGroupHeartbeatRequest::group_id, always),
      field("MemberId", &StreamsGroupHeartbeatRequest::member_id, always),
      field("MemberEpoch", &StreamsGroupHeartbeatRequest::member_epoch, always),
      field("EndpointInformationEpoch", &StreamsGroupHeartbeatRequest::endpoint_information_epoch,
            always),
      field("InstanceId", &StreamsGroupHeartbeatRequest::instance_id, always).nullable(always),
      field("RackId", &StreamsGroupHeartbeatRequest::rack_id, always).nullable(always),
      field("RebalanceTimeoutMs", &StreamsGroupHeartbeatRequest::rebalance_timeout_ms, always),
      field("Topology", &StreamsGroupHeartbeatRequest::topology, always).nullable(always),
      field("ActiveTasks", &StreamsGroupHeartbeatRequest::active_tasks, always).nullable(always),
      field("StandbyTasks", &StreamsGroupHeartbeatRequest::standby_tasks, always).nullable(always),
      field("WarmupTasks", &StreamsGroupHeartbeatRequest::warmup_tasks, always).nullable(always),
      field("ProcessId", &StreamsGroupHeartbeatRequest::process_id, always).nullable(always),
      field("UserEndpoint", &StreamsGroupHeartbeatRequest::user_endpoint, always).nullable(always),
      field("ClientTags", &StreamsGroupHeartbeatRequest::client_tags, always).nullable(always),
      field("TaskOffsets", &StreamsGroupHeartbeatRequest::task_offsets, always).nullable(always),
      field("TaskEndOffsets", &StreamsGroupHeartbeatRequest::task_end_offsets, always)
          .nullable(always),
      field("ShutdownApplication", &StreamsGroupHeartbeatRequest::shutdown_application, always),
  };
};

}  // namespace kpp::test
