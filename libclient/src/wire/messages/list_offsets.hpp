#pragma once
/// \file
/// ListOffsets: offsets of partitions by time or by the special timestamps of `OffsetSpec`; asked
/// of each leader.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ListOffsetsResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;
      std::int64_t timestamp = -1;
      std::int64_t offset = -1;
      std::int32_t leader_epoch = -1;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("ErrorCode", &Partition::error_code, always),
          field("Timestamp", &Partition::timestamp, since(1)),
          field("Offset", &Partition::offset, since(1)),
          field("LeaderEpoch", &Partition::leader_epoch, since(4)),
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
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ListOffsetsResponse::throttle_time_ms, since(2)).ignorable(),
      field("Topics", &ListOffsetsResponse::topics, always),
  };
  friend bool operator==(const ListOffsetsResponse&, const ListOffsetsResponse&) = default;
};

struct ListOffsetsRequest {
  static constexpr ApiKey api_key = ApiKey::list_offsets;
  static constexpr VersionRange versions = between(1, 11);
  static constexpr std::int16_t flexible_from = 6;
  using Response = ListOffsetsResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int32_t current_leader_epoch = -1;
      std::int64_t timestamp = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("CurrentLeaderEpoch", &Partition::current_leader_epoch, since(4)).ignorable(),
          field("Timestamp", &Partition::timestamp, always),
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

  std::int32_t replica_id = 0;
  std::int8_t isolation_level = 0;
  std::vector<Topic> topics;
  std::int32_t timeout_ms = 0;

  static constexpr auto fields = std::tuple{
      field("ReplicaId", &ListOffsetsRequest::replica_id, always),
      field("IsolationLevel", &ListOffsetsRequest::isolation_level, since(2)),
      field("Topics", &ListOffsetsRequest::topics, always),
      field("TimeoutMs", &ListOffsetsRequest::timeout_ms, since(10)).ignorable(),
  };
  friend bool operator==(const ListOffsetsRequest&, const ListOffsetsRequest&) = default;
};

}  // namespace kpp::wire
