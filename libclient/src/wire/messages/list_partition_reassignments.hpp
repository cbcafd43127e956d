#pragma once
/// \file
/// ListPartitionReassignments: what is being moved (KIP-455).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ListPartitionReassignmentsResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::vector<std::int32_t> replicas;
      std::vector<std::int32_t> adding_replicas;
      std::vector<std::int32_t> removing_replicas;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("Replicas", &Partition::replicas, always),
          field("AddingReplicas", &Partition::adding_replicas, always),
          field("RemovingReplicas", &Partition::removing_replicas, always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ListPartitionReassignmentsResponse::throttle_time_ms, always),
      field("ErrorCode", &ListPartitionReassignmentsResponse::error_code, always),
      field("ErrorMessage", &ListPartitionReassignmentsResponse::error_message, always)
          .nullable(always),
      field("Topics", &ListPartitionReassignmentsResponse::topics, always),
  };
  friend bool operator==(const ListPartitionReassignmentsResponse&,
                         const ListPartitionReassignmentsResponse&) = default;
};

struct ListPartitionReassignmentsRequest {
  static constexpr ApiKey api_key = ApiKey::list_partition_reassignments;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ListPartitionReassignmentsResponse;

  struct Topic {
    std::string name;
    std::vector<std::int32_t> partition_indexes;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, always),
        field("PartitionIndexes", &Topic::partition_indexes, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t timeout_ms = 60000;
  std::optional<std::vector<Topic>> topics;

  static constexpr auto fields = std::tuple{
      field("TimeoutMs", &ListPartitionReassignmentsRequest::timeout_ms, always),
      field("Topics", &ListPartitionReassignmentsRequest::topics, always).nullable(always),
  };
  friend bool operator==(const ListPartitionReassignmentsRequest&,
                         const ListPartitionReassignmentsRequest&) = default;
};

}  // namespace kpp::wire
