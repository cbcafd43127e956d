#include <limits>
#include <string>

#include "kpp/admin.hpp"

namespace kpp {
namespace {

using Kind = OffsetResetTarget::Kind;
using Note = PlannedOffset::Note;

std::int64_t add_saturating(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b > 0 ? std::numeric_limits<std::int64_t>::max()
               : std::numeric_limits<std::int64_t>::min();
}

/// A position outside the log would be reset by the next consumer's own rules, so it is moved to the nearer end.
PlannedOffset in_range(const ResetPartitionState& state, std::int64_t requested) {
  if (requested > state.end_offset)
    return {state.partition, state.end_offset, Note::lowered_to_end, requested};
  if (requested < state.begin_offset)
    return {state.partition, state.begin_offset, Note::raised_to_begin, requested};
  return {state.partition, requested, Note::none, requested};
}

/// `offset` as it is, or the end with this note if there is none.
PlannedOffset or_end(const ResetPartitionState& state, const std::optional<std::int64_t>& offset,
                     Note note) {
  if (offset) return {state.partition, *offset, Note::none, *offset};
  return {state.partition, state.end_offset, note, state.end_offset};
}

Result<PlannedOffset> plan_one(const OffsetResetTarget& target, const ResetPartitionState& state) {
  switch (target.kind) {
    case Kind::earliest:
      return PlannedOffset{state.partition, state.begin_offset, Note::none, state.begin_offset};
    case Kind::latest:
      return PlannedOffset{state.partition, state.end_offset, Note::none, state.end_offset};
    case Kind::current:
      return or_end(state, state.committed, Note::no_commit_used_end);
    case Kind::timestamp:
      return or_end(state, state.offset_for_timestamp, Note::no_record_used_end);
    case Kind::offset:
      return in_range(state, target.value);
    case Kind::shift_by:
      if (!state.committed) break;
      return in_range(state, add_saturating(*state.committed, target.value));
  }
  const auto& [topic, partition] = state.partition;
  return fail(Error(ErrorCode::invalid_argument, "Cannot shift offset for partition " +
                                                     state.partition.to_string() +
                                                     " since there is no current committed offset")
                  .with_partition(topic, partition));
}

}  // namespace

Result<std::vector<PlannedOffset>> plan_offset_reset(
    const OffsetResetTarget& target, std::span<const ResetPartitionState> partitions) {
  std::vector<PlannedOffset> plan;
  plan.reserve(partitions.size());
  for (const ResetPartitionState& state : partitions) {
    Result<PlannedOffset> planned = plan_one(target, state);
    if (!planned) return fail(planned.error());
    plan.push_back(*std::move(planned));
  }
  return plan;
}

}  // namespace kpp
