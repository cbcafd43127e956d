#include <algorithm>

#include "cmd/reassign_partitions/actions.hpp"
#include "cmd/reassign_partitions/cluster_state.hpp"
#include "cmd/reassign_partitions/log_dir_moves.hpp"
#include "cmd/reassign_partitions/throttles.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

using Reassignments = std::map<TopicPartition, PartitionReassignment>;

/// The replicas of what is not being moved; a topic or partition that is not there has none.
Result<Assignment> settled_replicas(Admin& admin, const Target& target,
                                    const Reassignments& under_way) {
  std::set<std::string> topics;
  for (const auto& [partition, replicas] : target.partitions)
    if (!under_way.contains(partition)) topics.insert(partition.topic);
  const std::vector<std::string> names(topics.begin(), topics.end());
  const auto described = admin.describe_topics(names);
  if (!described) return tl::unexpected(described.error());
  Assignment found;
  for (const auto& [topic, description] : *described) {
    if (!description) {
      if (description.error().code() == ErrorCode::unknown_topic_or_partition) continue;
      return tl::unexpected(description.error());
    }
    for (const PartitionDescription& partition : description->partitions)
      found.emplace(TopicPartition{topic, partition.partition}, partition.replicas);
  }
  return found;
}

Result<std::vector<PartitionState>> partition_states(Admin& admin, const Target& target,
                                                     const Reassignments& under_way) {
  const auto settled = settled_replicas(admin, target, under_way);
  if (!settled) return tl::unexpected(settled.error());
  std::map<TopicPartition, PartitionState> states;  // the last entry of a partition counts
  for (const auto& [partition, replicas] : target.partitions) {
    PartitionState state{partition, {}, replicas, false};
    if (const auto move = under_way.find(partition); move != under_way.end()) {
      state.current = move->second.replicas;
      state.in_progress = true;
    } else if (const auto found = settled->find(partition); found != settled->end()) {
      state.current = found->second;
    }
    states.insert_or_assign(partition, std::move(state));
  }
  std::vector<PartitionState> list;
  list.reserve(states.size());
  for (auto& [partition, state] : states) list.push_back(std::move(state));
  return list;
}

Result<void> verify_into(Admin& admin, const Target& target, bool preserve_throttles,
                         VerifyReport& report) {
  const auto under_way = admin.list_partition_reassignments();
  if (!under_way) return tl::unexpected(under_way.error());
  auto partitions = partition_states(admin, target, *under_way);
  if (!partitions) return tl::unexpected(partitions.error());
  auto dirs = log_dir_states(admin, target.log_dirs);
  if (!dirs) return tl::unexpected(dirs.error());
  report.partitions = *std::move(partitions);
  report.log_dirs = *std::move(dirs);
  // Throttles belong to brokers, so they stay while anything at all is being moved.
  const bool moving =
      !under_way->empty() || std::ranges::any_of(report.log_dirs, &LogDirState::in_progress);
  if (moving || preserve_throttles) return {};
  auto cleared = clear_throttles(admin, target);
  if (!cleared) return tl::unexpected(cleared.error());
  report.cleared = *std::move(cleared);
  return {};
}

}  // namespace

Outcome<VerifyReport> verify(Admin& admin, const Target& target, bool preserve_throttles) {
  Outcome<VerifyReport> outcome;
  if (const auto done = verify_into(admin, target, preserve_throttles, outcome.report); !done)
    outcome.failure = done.error();
  return outcome;
}

Result<ListReport> list(Admin& admin) {
  auto under_way = admin.list_partition_reassignments();
  if (!under_way) return tl::unexpected(under_way.error());
  return ListReport{*std::move(under_way)};
}

}  // namespace kpp::tools::reassign_partitions
