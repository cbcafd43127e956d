#pragma once
/// \file
/// DescribeTopicPartitions: topics a page at a time, with eligible leader replicas (KIP-966).
/// Brokers from 3.8 with KRaft.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

/// Where the next page starts. Not nested: clang 14 finds a nested struct with initialisers not to be default
/// constructible inside a std::optional of the struct around it.
struct DescribeTopicPartitionsCursor {
  std::string topic_name;
  std::int32_t partition_index = 0;

  static constexpr auto fields = std::tuple{
      field("TopicName", &DescribeTopicPartitionsCursor::topic_name, always),
      field("PartitionIndex", &DescribeTopicPartitionsCursor::partition_index, always),
  };
  friend bool operator==(const DescribeTopicPartitionsCursor&,
                         const DescribeTopicPartitionsCursor&) = default;
};

struct DescribeTopicPartitionsResponse {
  using Cursor = DescribeTopicPartitionsCursor;

  struct Topic {
    struct Partition {
      std::int16_t error_code = 0;
      std::int32_t partition_index = 0;
      std::int32_t leader_id = 0;
      std::int32_t leader_epoch = -1;
      std::vector<std::int32_t> replica_nodes;
      std::vector<std::int32_t> isr_nodes;
      std::optional<std::vector<std::int32_t>> eligible_leader_replicas;
      std::optional<std::vector<std::int32_t>> last_known_elr;
      std::vector<std::int32_t> offline_replicas;

      static constexpr auto fields = std::tuple{
          field("ErrorCode", &Partition::error_code, always),
          field("PartitionIndex", &Partition::partition_index, always),
          field("LeaderId", &Partition::leader_id, always),
          field("LeaderEpoch", &Partition::leader_epoch, always),
          field("ReplicaNodes", &Partition::replica_nodes, always),
          field("IsrNodes", &Partition::isr_nodes, always),
          field("EligibleLeaderReplicas", &Partition::eligible_leader_replicas, always)
              .nullable(always),
          field("LastKnownElr", &Partition::last_known_elr, always).nullable(always),
          field("OfflineReplicas", &Partition::offline_replicas, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> name;
    Uuid topic_id;
    bool is_internal = false;
    std::vector<Partition> partitions;
    std::int32_t topic_authorized_operations = operations_not_asked;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Topic::error_code, always),
        field("Name", &Topic::name, always).nullable(always),
        field("TopicId", &Topic::topic_id, always),
        field("IsInternal", &Topic::is_internal, always),
        field("Partitions", &Topic::partitions, always),
        field("TopicAuthorizedOperations", &Topic::topic_authorized_operations, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Topic> topics;
  std::optional<DescribeTopicPartitionsCursor> next_cursor;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeTopicPartitionsResponse::throttle_time_ms, always),
      field("Topics", &DescribeTopicPartitionsResponse::topics, always),
      field("NextCursor", &DescribeTopicPartitionsResponse::next_cursor, always).nullable(always),
  };
  friend bool operator==(const DescribeTopicPartitionsResponse&,
                         const DescribeTopicPartitionsResponse&) = default;
};

struct DescribeTopicPartitionsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_topic_partitions;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeTopicPartitionsResponse;
  using Cursor = DescribeTopicPartitionsCursor;

  struct Topic {
    std::string name;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;
  std::int32_t response_partition_limit = 2000;
  std::optional<DescribeTopicPartitionsCursor> cursor;

  static constexpr auto fields = std::tuple{
      field("Topics", &DescribeTopicPartitionsRequest::topics, always),
      field("ResponsePartitionLimit", &DescribeTopicPartitionsRequest::response_partition_limit,
            always),
      field("Cursor", &DescribeTopicPartitionsRequest::cursor, always).nullable(always),
  };
  friend bool operator==(const DescribeTopicPartitionsRequest&,
                         const DescribeTopicPartitionsRequest&) = default;
};

}  // namespace kpp::wire
