#include "cmd/consumer_groups/rows.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace kpp::tools::consumer_groups {

std::vector<OffsetRow> offset_rows(const GroupDescription& group, const CommittedOffsets& committed,
                                   const PartitionOffsets& end_offsets) {
  std::vector<std::size_t> order(group.members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t member) {
    return group.members[member].assignment.size();
  });

  std::vector<OffsetRow> rows;
  const auto add = [&](const TopicPartition& partition, std::optional<std::size_t> member) {
    OffsetRow& row = rows.emplace_back();
    row.partition = partition;
    row.member = member;
    const auto commit = committed.find(partition);
    const auto end = end_offsets.find(partition);
    if (commit != committed.end()) row.leader_epoch = commit->second.leader_epoch;
    row.lag = compute_lag(commit == committed.end() ? std::nullopt : std::optional(commit->second),
                          end == end_offsets.end() ? std::nullopt : std::optional(end->second));
  };

  std::unordered_set<TopicPartition> assigned;
  for (const std::size_t member : order) {
    std::vector<TopicPartition> partitions = group.members[member].assignment;
    std::ranges::sort(partitions);
    for (const TopicPartition& partition : partitions) add(partition, member);
    assigned.insert(partitions.begin(), partitions.end());
  }
  for (const auto& [partition, offset] : committed)
    if (!assigned.contains(partition)) add(partition, std::nullopt);
  return rows;
}

}  // namespace kpp::tools::consumer_groups
