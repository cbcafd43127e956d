#pragma once
/// \file
/// AlterPartitionReassignments: begins and cancels moves of replicas (KIP-455); from version 1 on it can hold the
/// replication factor fast (KIP-860).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AlterPartitionReassignmentsResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;
      std::optional<std::string> error_message;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("ErrorCode", &Partition::error_code, always),
          field("ErrorMessage", &Partition::error_message, always).nullable(always),
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
  bool allow_replication_factor_change = true;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Topic> responses;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AlterPartitionReassignmentsResponse::throttle_time_ms, always),
      field("AllowReplicationFactorChange",
            &AlterPartitionReassignmentsResponse::allow_replication_factor_change, since(1))
          .ignorable(),
      field("ErrorCode", &AlterPartitionReassignmentsResponse::error_code, always),
      field("ErrorMessage", &AlterPartitionReassignmentsResponse::error_message, always)
          .nullable(always),
      field("Responses", &AlterPartitionReassignmentsResponse::responses, always),
  };
  friend bool operator==(const AlterPartitionReassignmentsResponse&,
                         const AlterPartitionReassignmentsResponse&) = default;
};

struct AlterPartitionReassignmentsRequest {
  static constexpr ApiKey api_key = ApiKey::alter_partition_reassignments;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = AlterPartitionReassignmentsResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::optional<std::vector<std::int32_t>> replicas;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("Replicas", &Partition::replicas, always).nullable(always),
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

  std::int32_t timeout_ms = 60000;
  bool allow_replication_factor_change = true;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("TimeoutMs", &AlterPartitionReassignmentsRequest::timeout_ms, always),
      field("AllowReplicationFactorChange",
            &AlterPartitionReassignmentsRequest::allow_replication_factor_change, since(1)),
      field("Topics", &AlterPartitionReassignmentsRequest::topics, always),
  };
  friend bool operator==(const AlterPartitionReassignmentsRequest&,
                         const AlterPartitionReassignmentsRequest&) = default;
};

}  // namespace kpp::wire
