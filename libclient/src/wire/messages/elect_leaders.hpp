#pragma once
/// \file
/// ElectLeaders: preferred leaders (KIP-183); unclean ones from version 1 on (KIP-460).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ElectLeadersTopic {
  std::string topic;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("Topic", &ElectLeadersTopic::topic, always),
      field("Partitions", &ElectLeadersTopic::partitions, always),
  };
  friend bool operator==(const ElectLeadersTopic&, const ElectLeadersTopic&) = default;
};

struct ElectLeadersResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_id = 0;
      std::int16_t error_code = 0;
      std::optional<std::string> error_message;

      static constexpr auto fields = std::tuple{
          field("PartitionId", &Partition::partition_id, always),
          field("ErrorCode", &Partition::error_code, always),
          field("ErrorMessage", &Partition::error_message, always).nullable(always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string topic;
    std::vector<Partition> partition_result;

    static constexpr auto fields = std::tuple{
        field("Topic", &Topic::topic, always),
        field("PartitionResult", &Topic::partition_result, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<Topic> replica_election_results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ElectLeadersResponse::throttle_time_ms, always),
      field("ErrorCode", &ElectLeadersResponse::error_code, since(1)),
      field("ReplicaElectionResults", &ElectLeadersResponse::replica_election_results, always),
  };
  friend bool operator==(const ElectLeadersResponse&, const ElectLeadersResponse&) = default;
};

struct ElectLeadersRequest {
  static constexpr ApiKey api_key = ApiKey::elect_leaders;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = ElectLeadersResponse;

  std::int8_t election_type = 0;
  std::optional<std::vector<ElectLeadersTopic>> topic_partitions;
  std::int32_t timeout_ms = 60000;

  static constexpr auto fields = std::tuple{
      field("ElectionType", &ElectLeadersRequest::election_type, since(1)),
      field("TopicPartitions", &ElectLeadersRequest::topic_partitions, always).nullable(always),
      field("TimeoutMs", &ElectLeadersRequest::timeout_ms, always),
  };
  friend bool operator==(const ElectLeadersRequest&, const ElectLeadersRequest&) = default;
};

}  // namespace kpp::wire
