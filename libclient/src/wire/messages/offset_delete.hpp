#pragma once
/// \file
/// OffsetDelete: forgets committed offsets of a group (KIP-496).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct OffsetDeleteResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int16_t error_code = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
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

  std::int16_t error_code = 0;
  std::int32_t throttle_time_ms = 0;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &OffsetDeleteResponse::error_code, always),
      field("ThrottleTimeMs", &OffsetDeleteResponse::throttle_time_ms, always),
      field("Topics", &OffsetDeleteResponse::topics, always),
  };
  friend bool operator==(const OffsetDeleteResponse&, const OffsetDeleteResponse&) = default;
};

struct OffsetDeleteRequest {
  static constexpr ApiKey api_key = ApiKey::offset_delete;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = never_flexible;
  using Response = OffsetDeleteResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
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

  std::string group_id;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("GroupId", &OffsetDeleteRequest::group_id, always),
      field("Topics", &OffsetDeleteRequest::topics, always),
  };
  friend bool operator==(const OffsetDeleteRequest&, const OffsetDeleteRequest&) = default;
};

}  // namespace kpp::wire
