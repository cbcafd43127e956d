#pragma once
/// \file
/// Pure functions beside the client: how far a group is behind, and where a reset would move it to (KIP-122). No I/O.
///
///     const kpp::ResetPartitionState state{.partition = {"sensor-stream", 0}, .begin_offset = 10, .end_offset = 90, .committed = 50};
///     auto plan = kpp::plan_offset_reset({kpp::OffsetResetTarget::Kind::shift_by, -100}, {&state, 1});
///     if (!plan) return complain(plan.error());
///     std::cout << plan->front().new_offset << '\n';  // 10: not before the log's begin
///
/// Threads: any; no state.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

struct PartitionLag {
  std::optional<std::int64_t> committed{};   ///< Empty: no commit.
  std::optional<std::int64_t> end_offset{};  ///< Empty: not known (no leader).
  /// end - committed; empty where one of them is. Negative, as Kafka's tools show it, where the commit lies beyond the
  /// end: the topic was made anew, or its log truncated.
  std::optional<std::int64_t> lag{};
};
[[nodiscard]] KPP_API PartitionLag compute_lag(const std::optional<OffsetAndMetadata>& committed,
                                               std::optional<std::int64_t> end_offset) noexcept;

/// Where `plan_offset_reset` moves a group's position to. (KIP-122)
struct OffsetResetTarget {
  enum class Kind : std::int8_t { earliest, latest, current, offset, shift_by, timestamp };
  Kind kind = Kind::earliest;
  /// The offset, the number to shift by, or the timestamp in ms; unused for the other kinds.
  std::int64_t value = 0;
};

/// What must be known of a partition to plan its reset.
struct ResetPartitionState {
  TopicPartition partition;
  std::int64_t begin_offset = 0;
  std::int64_t end_offset = 0;
  std::optional<std::int64_t> committed{};
  /// For Kind::timestamp: the first offset at or after the time, empty if there is none.
  std::optional<std::int64_t> offset_for_timestamp{};
};

struct PlannedOffset {
  TopicPartition partition;
  std::int64_t new_offset = 0;
  /// Why the offset is another than the one asked for.
  enum class Note : std::int8_t {
    none,
    raised_to_begin,
    lowered_to_end,
    no_commit_used_end,
    no_record_used_end
  };
  Note note = Note::none;
  std::int64_t requested = 0;  ///< Before it was brought into range.
};

/// The new position of each partition, in the order given. The one error: `shift_by` for a
/// partition without a commit
/// (`invalid_argument`, naming topic and partition).
[[nodiscard]] KPP_API Result<std::vector<PlannedOffset>> plan_offset_reset(
    const OffsetResetTarget& target, std::span<const ResetPartitionState> partitions);

}  // namespace kpp
