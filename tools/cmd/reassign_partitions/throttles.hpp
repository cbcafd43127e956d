#pragma once
// Limits on the traffic of moves (KIP-73), which are settings of topics and brokers.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

/// From which brokers to which a partition moves.
struct PartitionMove {
  std::set<std::int32_t> sources;
  std::set<std::int32_t> destinations;
  friend bool operator==(const PartitionMove&, const PartitionMove&) = default;
};
using MoveMap =
    std::map<std::string, std::map<std::int32_t, PartitionMove>>;  // by topic, partition

/// The moves that are under way, and those that are about to begin.
[[nodiscard]] MoveMap plan_moves(const std::map<TopicPartition, PartitionReassignment>& under_way,
                                 const Assignment& proposed, const Assignment& current);

/// The replicas of a topic that are throttled as "partition:broker" lists, sorted as text.
[[nodiscard]] std::string leader_throttle(const std::map<std::int32_t, PartitionMove>& moves);
[[nodiscard]] std::string follower_throttle(const std::map<std::int32_t, PartitionMove>& moves);

/// The settings that make the limit hold for these moves.
[[nodiscard]] Result<void> throttle_moves(Admin& admin, const MoveMap& moves,
                                          std::int64_t bytes_per_second);
[[nodiscard]] Result<void> throttle_log_dirs(Admin& admin, const std::set<std::int32_t>& brokers,
                                             std::int64_t bytes_per_second);

/// Removes all of them from the cluster's brokers, the target's brokers and the target's topics.
[[nodiscard]] Result<ClearedThrottles> clear_throttles(Admin& admin, const Target& target);

}  // namespace kpp::tools::reassign_partitions
