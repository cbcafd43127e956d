#pragma once
/// \file
/// AlterShareGroupOffsets: where a share group begins to read is set (KIP-932).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AlterShareGroupOffsetsResponse {
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

    std::string topic_name;
    Uuid topic_id;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("TopicName", &Topic::topic_name, always),
        field("TopicId", &Topic::topic_id, always),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Topic> responses;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AlterShareGroupOffsetsResponse::throttle_time_ms, always),
      field("ErrorCode", &AlterShareGroupOffsetsResponse::error_code, always),
      field("ErrorMessage", &AlterShareGroupOffsetsResponse::error_message, always)
          .nullable(always),
      field("Responses", &AlterShareGroupOffsetsResponse::responses, always),
  };
  friend bool operator==(const AlterShareGroupOffsetsResponse&,
                         const AlterShareGroupOffsetsResponse&) = default;
};

struct AlterShareGroupOffsetsRequest {
  static constexpr ApiKey api_key = ApiKey::alter_share_group_offsets;
  static constexpr VersionRange versions = between(0, 0);
  static constexpr std::int16_t flexible_from = 0;
  using Response = AlterShareGroupOffsetsResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int64_t start_offset = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("StartOffset", &Partition::start_offset, always),
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

  std::string group_id;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("GroupId", &AlterShareGroupOffsetsRequest::group_id, always),
      field("Topics", &AlterShareGroupOffsetsRequest::topics, always),
  };
  friend bool operator==(const AlterShareGroupOffsetsRequest&,
                         const AlterShareGroupOffsetsRequest&) = default;
};

}  // namespace kpp::wire
