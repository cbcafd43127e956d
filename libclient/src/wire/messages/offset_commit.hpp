#pragma once
/// \file
/// OffsetCommit, up to version 9: 10 differs only by naming topics by id.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct OffsetCommitResponse {
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
        field("Name", &Topic::name, between(0, 9)),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &OffsetCommitResponse::throttle_time_ms, since(3)).ignorable(),
      field("Topics", &OffsetCommitResponse::topics, always),
  };
  friend bool operator==(const OffsetCommitResponse&, const OffsetCommitResponse&) = default;
};

struct OffsetCommitRequest {
  static constexpr ApiKey api_key = ApiKey::offset_commit;
  static constexpr VersionRange versions = between(2, 9);
  static constexpr std::int16_t flexible_from = 8;
  using Response = OffsetCommitResponse;

  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int64_t committed_offset = 0;
      std::int32_t committed_leader_epoch = -1;
      std::optional<std::string> committed_metadata;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, always),
          field("CommittedOffset", &Partition::committed_offset, always),
          field("CommittedLeaderEpoch", &Partition::committed_leader_epoch, since(6)).ignorable(),
          field("CommittedMetadata", &Partition::committed_metadata, always).nullable(always),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, between(0, 9)),
        field("Partitions", &Topic::partitions, always),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  std::string group_id;
  std::int32_t generation_id_or_member_epoch = -1;
  std::string member_id;
  std::optional<std::string> group_instance_id;
  std::int64_t retention_time_ms = -1;
  std::vector<Topic> topics;

  static constexpr auto fields = std::tuple{
      field("GroupId", &OffsetCommitRequest::group_id, always),
      field("GenerationIdOrMemberEpoch", &OffsetCommitRequest::generation_id_or_member_epoch,
            since(1)),
      field("MemberId", &OffsetCommitRequest::member_id, since(1)),
      field("GroupInstanceId", &OffsetCommitRequest::group_instance_id, since(7))
          .nullable(since(7)),
      field("RetentionTimeMs", &OffsetCommitRequest::retention_time_ms, between(2, 4)).ignorable(),
      field("Topics", &OffsetCommitRequest::topics, always),
  };
  friend bool operator==(const OffsetCommitRequest&, const OffsetCommitRequest&) = default;
};

}  // namespace kpp::wire
