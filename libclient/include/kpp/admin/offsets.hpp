#pragma once
/// \file
/// Offsets: those of a log's ends and times (KIP-734, KIP-1005) and those that groups have committed (KIP-709).
///
///     const std::pair<kpp::TopicPartition, kpp::OffsetSpec> end{{"sensor-stream", 0}, kpp::OffsetSpec::latest()};
///     auto ends = admin.list_offsets({&end, 1});
///     if (!ends) return complain(ends.error());
///     for (const auto& [partition, found] : *ends)
///       if (found) std::cout << partition.partition << ": " << found->offset << '\n';
///
/// Threads: plain values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/types.hpp"

namespace kpp {

struct GroupOffsetsQuery {
  std::string group_id{};
  /// Empty optional: every partition that has a committed offset.
  std::optional<std::vector<TopicPartition>> partitions{};
};

/// Committed offsets of one group, by topic and partition. A partition without a commit is not
/// there.
using CommittedOffsets = std::map<TopicPartition, OffsetAndMetadata>;

/// Where a share group begins to read a partition (KIP-932).
struct ShareGroupOffset {
  std::int64_t start_offset = -1;
  std::optional<std::int32_t> leader_epoch{};
  std::optional<std::int64_t> lag{};  ///< Brokers from 4.2 (KIP-1226).
};
/// Of one share group, by topic and partition. A partition without a start offset is not there.
using ShareGroupOffsets = std::map<TopicPartition, ShareGroupOffset>;

/// What `list_offsets` found; `offset` is -1 where no record matches the spec.
struct OffsetInfo {
  std::int64_t offset = -1;
  Timestamp timestamp = -1;
  std::optional<std::int32_t> leader_epoch{};
};

/// What `delete_records` left (KIP-107).
struct DeletedRecords {
  std::int64_t low_watermark = -1;  ///< The first offset that is still there.
};

enum class IsolationLevel : std::int8_t { read_uncommitted = 0, read_committed = 1 };

struct ListOffsetsOptions : CallOptions {
  IsolationLevel isolation_level = IsolationLevel::read_uncommitted;
};

}  // namespace kpp
