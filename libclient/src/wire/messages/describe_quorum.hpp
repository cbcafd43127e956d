#pragma once
/// \file
/// DescribeQuorum: voters and observers of the metadata log (KIP-595, KIP-836, KIP-853).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct QuorumReplicaState {
  std::int32_t replica_id = 0;
  Uuid replica_directory_id;
  std::int64_t log_end_offset = 0;
  std::int64_t last_fetch_timestamp = -1;
  std::int64_t last_caught_up_timestamp = -1;

  static constexpr auto fields = std::tuple{
      field("ReplicaId", &QuorumReplicaState::replica_id, always),
      field("ReplicaDirectoryId", &QuorumReplicaState::replica_directory_id, since(2)),
      field("LogEndOffset", &QuorumReplicaState::log_end_offset, always),
      field("LastFetchTimestamp", &QuorumReplicaState::last_fetch_timestamp, since(1)).ignorable(),
      field("LastCaughtUpTimestamp", &QuorumReplicaState::last_caught_up_timestamp, since(1))
          .ignorable(),
  };
  friend bool operator==(const QuorumReplicaState&, const QuorumReplicaState&) = default;
};

struct DescribeQuorumResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;
      std::optional<std::string> error_message;
      std::int32_t leader_id = 0;
      std::int32_t leader_epoch = 0;
      std::int64_t high_watermark = 0;
      std::vector<QuorumReplicaState> current_voters;
      std::vector<QuorumReplicaState> observers;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("ErrorCode", &Partition::error_code, always),
          field("ErrorMessage", &Partition::error_message, since(2)).nullable(since(2)).ignorable(),
          field("LeaderId", &Partition::leader_id, always),
          field("LeaderEpoch", &Partition::leader_epoch, always),
          field("HighWatermark", &Partition::high_watermark, always),
          field("CurrentVoters", &Partition::current_voters, always),
          field("Observers", &Partition::observers, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string topic_name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Topic::topic_name, always),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  struct Node {
    struct Listener {
      std::string name;
      std::string host;
      std::uint16_t port = 0;

      static constexpr auto fields = std::tuple{
          field("Name", &Listener::name, since(2)),
          field("Host", &Listener::host, since(2)),
          field("Port", &Listener::port, since(2)),
      };
      friend bool operator==(const Listener&, const Listener&) = default;
    };

    std::int32_t node_id = 0;
    std::vector<Listener> listeners;

    static constexpr auto fields = std::tuple{
        field("NodeId", &Node::node_id, since(2)),
        field("Listeners", &Node::listeners, since(2)),
    };
    friend bool operator==(const Node&, const Node&) = default;
  };

  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Topic> topics;
  std::vector<Node> nodes;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &DescribeQuorumResponse::error_code, always),
      field("ErrorMessage", &DescribeQuorumResponse::error_message, since(2))
          .nullable(since(2))
          .ignorable(),
      field("Topics", &DescribeQuorumResponse::topics, always),
      field("Nodes", &DescribeQuorumResponse::nodes, since(2)),
  };
  friend bool operator==(const DescribeQuorumResponse&, const DescribeQuorumResponse&) = default;
};

struct DescribeQuorumRequest {
  static constexpr ApiKey api_key = ApiKey::describe_quorum;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeQuorumResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string topic_name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Topic::topic_name, always),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("Topics", &DescribeQuorumRequest::topics, always),
  };
  friend bool operator==(const DescribeQuorumRequest&, const DescribeQuorumRequest&) = default;
};

}  // namespace kpp::wire
