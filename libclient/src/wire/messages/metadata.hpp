#pragma once
/// \file
/// Metadata: brokers, controller, topics and their partitions.
///
/// Spoken from version 4 on, the first that can forbid a broker to create the topic it is asked
/// about.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct MetadataResponse {
  struct Broker {
    std::int32_t node_id = 0;
    std::string host;
    std::int32_t port = 0;
    std::optional<std::string> rack;

    static constexpr auto fields = std::tuple{
        field("NodeId", &Broker::node_id, always),
        field("Host", &Broker::host, always),
        field("Port", &Broker::port, always),
        field("Rack", &Broker::rack, since(1)).nullable(since(1)),
    };
    friend bool operator==(const Broker&, const Broker&) = default;
  };

  struct Topic {
    struct Partition {
      std::int16_t error_code = 0;
      std::int32_t partition_index = 0;
      std::int32_t leader_id = 0;  ///< -1: none.
      std::int32_t leader_epoch = -1;
      std::vector<std::int32_t> replica_nodes;
      std::vector<std::int32_t> isr_nodes;
      std::vector<std::int32_t> offline_replicas;

      static constexpr auto fields = std::tuple{
          field("ErrorCode", &Partition::error_code, always),
          field("PartitionIndex", &Partition::partition_index, always),
          field("LeaderId", &Partition::leader_id, always),
          field("LeaderEpoch", &Partition::leader_epoch, since(7)).ignorable(),
          field("ReplicaNodes", &Partition::replica_nodes, always),
          field("IsrNodes", &Partition::isr_nodes, always),
          field("OfflineReplicas", &Partition::offline_replicas, since(5)).ignorable(),
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
        field("Name", &Topic::name, always).nullable(since(12)),
        field("TopicId", &Topic::topic_id, since(10)).ignorable(),
        field("IsInternal", &Topic::is_internal, since(1)),
        field("Partitions", &Topic::partitions, always),
        field("TopicAuthorizedOperations", &Topic::topic_authorized_operations, since(8)),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Broker> brokers;
  std::optional<std::string> cluster_id;
  std::int32_t controller_id = -1;
  std::vector<Topic> topics;
  std::int32_t cluster_authorized_operations = operations_not_asked;
  std::int16_t error_code = 0;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &MetadataResponse::throttle_time_ms, since(3)),
      field("Brokers", &MetadataResponse::brokers, always),
      field("ClusterId", &MetadataResponse::cluster_id, since(2)).nullable(since(2)),
      field("ControllerId", &MetadataResponse::controller_id, since(1)),
      field("Topics", &MetadataResponse::topics, always),
      field("ClusterAuthorizedOperations", &MetadataResponse::cluster_authorized_operations,
            between(8, 10)),
      field("ErrorCode", &MetadataResponse::error_code, since(13)).ignorable(),
  };
  friend bool operator==(const MetadataResponse&, const MetadataResponse&) = default;
};

struct MetadataRequest {
  static constexpr ApiKey api_key = ApiKey::metadata;
  static constexpr VersionRange versions = between(4, 13);
  static constexpr std::int16_t flexible_from = 9;
  using Response = MetadataResponse;

  struct Topic {
    Uuid topic_id;
    std::optional<std::string> name;

    static constexpr auto fields = std::tuple{
        field("TopicId", &Topic::topic_id, since(10)).ignorable(),
        field("Name", &Topic::name, always).nullable(since(10)),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::optional<std::vector<Topic>> topics;
  bool allow_auto_topic_creation = true;
  bool include_cluster_authorized_operations = false;
  bool include_topic_authorized_operations = false;

  static constexpr auto fields = std::tuple{
      field("Topics", &MetadataRequest::topics, always).nullable(since(1)),
      field("AllowAutoTopicCreation", &MetadataRequest::allow_auto_topic_creation, since(4)),
      field("IncludeClusterAuthorizedOperations",
            &MetadataRequest::include_cluster_authorized_operations, between(8, 10)),
      field("IncludeTopicAuthorizedOperations",
            &MetadataRequest::include_topic_authorized_operations, since(8)),
  };
  friend bool operator==(const MetadataRequest&, const MetadataRequest&) = default;
};

}  // namespace kpp::wire
