#pragma once
/// \file
/// DeleteRecords (KIP-107): moves the begin of logs; the leader of each partition is asked.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DeleteRecordsResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int64_t low_watermark = 0;
      std::int16_t error_code = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("LowWatermark", &Partition::low_watermark, always),
          field("ErrorCode", &Partition::error_code, always),
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
      field("ThrottleTimeMs", &DeleteRecordsResponse::throttle_time_ms, always),
      field("Topics", &DeleteRecordsResponse::topics, always),
  };
  friend bool operator==(const DeleteRecordsResponse&, const DeleteRecordsResponse&) = default;
};

struct DeleteRecordsRequest {
  static constexpr ApiKey api_key = ApiKey::delete_records;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DeleteRecordsResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int64_t offset = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("Offset", &Partition::offset, always),
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

  std::vector<Topic> topics;
  std::int32_t timeout_ms = 0;

  static constexpr auto fields = std::tuple{
      field("Topics", &DeleteRecordsRequest::topics, always),
      field("TimeoutMs", &DeleteRecordsRequest::timeout_ms, always),
  };
  friend bool operator==(const DeleteRecordsRequest&, const DeleteRecordsRequest&) = default;
};

}  // namespace kpp::wire
