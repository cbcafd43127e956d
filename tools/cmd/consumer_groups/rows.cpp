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
    if (const auto found = committed.find(partition);
        found != committed.end() && found->second.offset >= 0) {
      row.current_offset = found->second.offset;
      row.leader_epoch = found->second.leader_epoch;
    }
    if (const auto found = end_offsets.find(partition); found != end_offsets.end())
      row.log_end_offset = found->second;
    // Not compute_lag: an offset beyond the end, as after a truncation, shows here as less than 0.
    if (row.current_offset && row.log_end_offset)
      row.lag = *row.log_end_offset - *row.current_offset;
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
