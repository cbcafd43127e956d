#pragma once
/// \file
/// OffsetFetch: one group before version 8, many in `groups` from it on (KIP-709).
///
/// Spoken from version 2 on, the first that can ask for all topics (null), and up to 9: 10 differs
/// only by naming topics by id, which an administrator who has names would first have to look up.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct OffsetFetchResponse {
  struct Topic {
    struct Partition {
      std::int32_t partition_index = 0;
      std::int64_t committed_offset = 0;
      std::int32_t committed_leader_epoch = -1;
      std::optional<std::string> metadata;
      std::int16_t error_code = 0;

      static constexpr auto fields = std::tuple{
          field("PartitionIndex", &Partition::partition_index, between(0, 7)),
          field("CommittedOffset", &Partition::committed_offset, between(0, 7)),
          field("CommittedLeaderEpoch", &Partition::committed_leader_epoch, between(5, 7))
              .ignorable(),
          field("Metadata", &Partition::metadata, between(0, 7)).nullable(between(0, 7)),
          field("ErrorCode", &Partition::error_code, between(0, 7)),
      };
      friend bool operator==(const Partition&, const Partition&) = default;
    };

    std::string name;
    std::vector<Partition> partitions;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, between(0, 7)),
        field("Partitions", &Topic::partitions, between(0, 7)),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  struct Group {
    struct GroupTopic {
      struct GroupPartition {
        std::int32_t partition_index = 0;
        std::int64_t committed_offset = 0;
        std::int32_t committed_leader_epoch = -1;
        std::optional<std::string> metadata;
        std::int16_t error_code = 0;

        static constexpr auto fields = std::tuple{
            field("PartitionIndex", &GroupPartition::partition_index, since(8)),
            field("CommittedOffset", &GroupPartition::committed_offset, since(8)),
            field("CommittedLeaderEpoch", &GroupPartition::committed_leader_epoch, since(8))
                .ignorable(),
            field("Metadata", &GroupPartition::metadata, since(8)).nullable(since(8)),
            field("ErrorCode", &GroupPartition::error_code, since(8)),
        };
        friend bool operator==(const GroupPartition&, const GroupPartition&) = default;
      };

      std::string name;
      std::vector<GroupPartition> partitions;

      static constexpr auto fields = std::tuple{
          field("Name", &GroupTopic::name, between(8, 9)).ignorable(),
          field("Partitions", &GroupTopic::partitions, since(8)),
      };
      friend bool operator==(const GroupTopic&, const GroupTopic&) = default;
    };

    std::string group_id;
    std::vector<GroupTopic> topics;
    std::int16_t error_code = 0;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Group::group_id, since(8)),
        field("Topics", &Group::topics, since(8)),
        field("ErrorCode", &Group::error_code, since(8)),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Topic> topics;
  std::int16_t error_code = 0;
  std::vector<Group> groups;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &OffsetFetchResponse::throttle_time_ms, since(3)).ignorable(),
      field("Topics", &OffsetFetchResponse::topics, between(0, 7)),
      field("ErrorCode", &OffsetFetchResponse::error_code, between(2, 7)).ignorable(),
      field("Groups", &OffsetFetchResponse::groups, since(8)),
  };
  friend bool operator==(const OffsetFetchResponse&, const OffsetFetchResponse&) = default;
};

struct OffsetFetchRequest {
  static constexpr ApiKey api_key = ApiKey::offset_fetch;
  static constexpr VersionRange versions = between(2, 9);
  static constexpr std::int16_t flexible_from = 6;
  using Response = OffsetFetchResponse;

  struct Topic {
    std::string name;
    std::vector<std::int32_t> partition_indexes;

    static constexpr auto fields = std::tuple{
        field("Name", &Topic::name, between(0, 7)),
        field("PartitionIndexes", &Topic::partition_indexes, between(0, 7)),
    };
    friend bool operator==(const Topic&, const Topic&) = default;
  };

  struct Group {
    struct GroupTopic {
      std::string name;
      std::vector<std::int32_t> partition_indexes;

      static constexpr auto fields = std::tuple{
          field("Name", &GroupTopic::name, between(8, 9)).ignorable(),
          field("PartitionIndexes", &GroupTopic::partition_indexes, since(8)),
      };
      friend bool operator==(const GroupTopic&, const GroupTopic&) = default;
    };

    std::string group_id;
    std::optional<std::string> member_id;
    std::int32_t member_epoch = -1;
    std::optional<std::vector<GroupTopic>> topics;

    static constexpr auto fields = std::tuple{
        field("GroupId", &Group::group_id, since(8)),
        field("MemberId", &Group::member_id, since(9)).nullable(since(9)).ignorable(),
        field("MemberEpoch", &Group::member_epoch, since(9)).ignorable(),
        field("Topics", &Group::topics, since(8)).nullable(since(8)),
    };
    friend bool operator==(const Group&, const Group&) = default;
  };

  std::string group_id;
  std::optional<std::vector<Topic>> topics;
  std::vector<Group> groups;
  bool require_stable = false;

  static constexpr auto fields = std::tuple{
      field("GroupId", &OffsetFetchRequest::group_id, between(0, 7)),
      field("Topics", &OffsetFetchRequest::topics, between(0, 7)).nullable(between(2, 7)),
      field("Groups", &OffsetFetchRequest::groups, since(8)),
      field("RequireStable", &OffsetFetchRequest::require_stable, since(7)),
  };
  friend bool operator==(const OffsetFetchRequest&, const OffsetFetchRequest&) = default;
};

}  // namespace kpp::wire
