// Lag: how far what is read lies behind what is there.

#include <algorithm>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"

namespace kpp {

Result<std::map<TopicPartition, std::int64_t>> Consumer::Impl::lag(Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  const auto deadline = client::deadline_after(timeout);
  const std::vector<TopicPartition> partitions = progress_.assignment();
  std::map<TopicPartition, OffsetSpec> ends;
  for (const TopicPartition& partition : partitions) ends.emplace(partition, OffsetSpec::latest());
  const auto found = list_offsets(ends, client::left_until(deadline));
  if (!found) return tl::unexpected(found.error());
  const auto from = reading_from(partitions, deadline);
  if (!from) return tl::unexpected(from.error());

  std::map<TopicPartition, std::int64_t> lags;
  for (const auto& [partition, end] : *found) {
    // Without a start, reading starts at the end.
    const auto start = from->find(partition);
    const std::int64_t behind = start == from->end() ? 0 : end.offset - start->second;
    lags.emplace(partition, std::max<std::int64_t>(behind, 0));
  }
  return lags;
}

/// The next offset of each partition: after what was handed out, else the group's, else the first where
/// `auto.offset.reset` says so. Absent where reading starts at the end.
Result<std::map<TopicPartition, std::int64_t>> Consumer::Impl::reading_from(
    std::span<const TopicPartition> partitions, Clock::time_point deadline) {
  std::map<TopicPartition, std::int64_t> from;
  std::vector<TopicPartition> unread;
  for (const TopicPartition& partition : partitions) {
    if (const auto position = progress_.position(partition)) {
      from.emplace(partition, *position);
    } else {
      unread.push_back(partition);
    }
  }
  if (settings_.has_group && !unread.empty()) {
    const auto stored = committed(unread, client::left_until(deadline));
    if (!stored) return tl::unexpected(stored.error());
    for (const auto& [partition, offset] : *stored) from.emplace(partition, offset.offset);
    std::erase_if(unread, [&](const TopicPartition& each) { return from.contains(each); });
  }
  if (settings_.reset_policy != "earliest" || unread.empty()) return from;
  std::map<TopicPartition, OffsetSpec> begins;
  for (const TopicPartition& partition : unread) begins.emplace(partition, OffsetSpec::earliest());
  const auto found = list_offsets(begins, client::left_until(deadline));
  if (!found) return tl::unexpected(found.error());
  for (const auto& [partition, begin] : *found) from.emplace(partition, begin.offset);
  return from;
}

}  // namespace kpp
