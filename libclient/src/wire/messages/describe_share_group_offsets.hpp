#pragma once
/// \file
/// DescribeShareGroupOffsets: where share groups begin to read (KIP-932); the lag from version 1 on (KIP-1226).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ShareGroupOffsetsTopic {
  std::string topic_name;
  std::vector<std::int32_t> partitions;

  static constexpr auto fields = std::tuple{
      field("TopicName", &ShareGroupOffsetsTopic::topic_name, always),
      field("Partitions", &ShareGroupOffsetsTopic::partitions, always),
  };
  friend bool operator==(const ShareGroupOffsetsTopic&, const ShareGroupOffsetsTopic&) = default;
};

struct DescribeShareGroupOffsetsResponse {
  struct Group {
    struct Topic {
      struct Partition {
        std::int32_t partition_index = 0;
        std::int64_t start_offset = 0;
        std::int32_t leader_epoch = 0;
        std::int64_t lag = -1;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;

        static constexpr auto fields = std::tuple{
            field("PartitionIndex", &Partition::partition_index, always),
            field("StartOffset", &Partition::start_offset, always),
            field("LeaderEpoch", &Partition::leader_epoch, always),
            field("Lag", &Partition::lag, since(1)).ignorable(),
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

    std::string group_id;
    std::vector<Topic> topics;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Group::group_id, always),
        field("Topics", &Group::topics, always),
        field("ErrorCode", &Group::error_code, always),
        field("ErrorMessage", &Group::error_message, always).nullable(always),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeShareGroupOffsetsResponse::throttle_time_ms, always),
      field("Groups", &DescribeShareGroupOffsetsResponse::groups, always),
  };
  friend bool operator==(const DescribeShareGroupOffsetsResponse&,
                         const DescribeShareGroupOffsetsResponse&) = default;
};

struct DescribeShareGroupOffsetsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_share_group_offsets;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = DescribeShareGroupOffsetsResponse;

  struct Group {
    std::string group_id;
    std::optional<std::vector<ShareGroupOffsetsTopic>> topics;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Group::group_id, always),
        field("Topics", &Group::topics, always).nullable(always),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("Groups", &DescribeShareGroupOffsetsRequest::groups, always),
  };
  friend bool operator==(const DescribeShareGroupOffsetsRequest&,
                         const DescribeShareGroupOffsetsRequest&) = default;
};

}  // namespace kpp::wire
