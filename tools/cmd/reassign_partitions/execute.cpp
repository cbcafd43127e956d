#include <algorithm>
#include <set>

#include "cmd/reassign_partitions/actions.hpp"
#include "cmd/reassign_partitions/cluster_state.hpp"
#include "cmd/reassign_partitions/log_dir_moves.hpp"
#include "cmd/reassign_partitions/reassignment_file.hpp"
#include "cmd/reassign_partitions/throttles.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

using Reassignments = std::map<TopicPartition, PartitionReassignment>;

Result<void> check_brokers(Admin& admin, const Assignment& proposed) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  for (const auto& [partition, replicas] : proposed)
    for (const std::int32_t id : replicas)
      if (std::ranges::find(cluster->nodes, id, &Node::id) == cluster->nodes.end())
        return kpp::fail(ErrorCode::invalid_argument, "Unknown broker id " + std::to_string(id));
  return {};
}

Result<void> set_throttles(Admin& admin, const Target& target, const ExecuteOptions& options,
                           const MoveMap& moves, ExecuteReport& report) {
  report.warn_about_throttle = options.inter_broker_throttle || options.log_dir_throttle;
  if (options.inter_broker_throttle) {
    auto set = throttle_moves(admin, moves, *options.inter_broker_throttle);
    if (!set) return set;
    report.inter_broker_throttle = options.inter_broker_throttle;
  }
  if (options.log_dir_throttle) {
    std::set<std::int32_t> brokers;
    for (const auto& [replica, dir] : target.log_dirs) brokers.insert(replica.broker);
    auto set = throttle_log_dirs(admin, brokers, *options.log_dir_throttle);
    if (!set) return set;
    report.log_dir_throttle = options.log_dir_throttle;
  }
  return {};
}

Result<void> begin(Admin& admin, const Assignment& proposed, bool allow_replication_factor_change,
                   ExecuteReport& report) {
  std::vector<std::pair<TopicPartition, std::optional<Replicas>>> moves(proposed.begin(),
                                                                        proposed.end());
  AlterReassignmentsOptions how;
  how.allow_replication_factor_change = allow_replication_factor_change;
  const auto results = admin.alter_partition_reassignments(moves, how);
  if (!results) return tl::unexpected(results.error());
  std::string sentences = "Error reassigning partition(s):";
  for (const auto& [partition, result] : *results) {
    if (result) {
      report.started.push_back(partition);
    } else {
      report.failed.emplace_back(partition, result.error());
      sentences += '\n' + partition.to_string() + ": " + result.error().message();
    }
  }
  if (report.failed.empty()) return {};
  return kpp::fail(report.failed.front().second.code(), std::move(sentences));
}

Result<void> execute_into(Admin& admin, const Target& target, const ExecuteOptions& options,
                          ExecuteReport& report) {
  const auto proposed = check_target(target);
  if (!proposed) return tl::unexpected(proposed.error());
  const auto under_way = admin.list_partition_reassignments();
  if (!under_way) return tl::unexpected(under_way.error());
  if (!options.additional && !under_way->empty())
    return kpp::fail(
        ErrorCode::reassignment_in_progress,
        "Cannot execute because there is an existing partition assignment.  Use --additional to "
        "override this and create a new partition assignment in addition to the existing one. The "
        "--additional flag can also be used to change the throttle by resubmitting the current "
        "reassignment.");
  if (auto fine = check_brokers(admin, *proposed); !fine) return fine;
  auto current = assignment_of_partitions(admin, *proposed);
  if (!current) return tl::unexpected(current.error());
  auto dirs = log_dirs_of(admin, *current);
  if (!dirs) return tl::unexpected(dirs.error());
  const MoveMap moves = plan_moves(*under_way, *proposed, *current);
  report.previous = *std::move(current);
  report.log_dirs = *std::move(dirs);
  if (auto set = set_throttles(admin, target, options, moves, report); !set) return set;
  auto begun = begin(admin, *proposed, options.allow_replication_factor_change, report);
  if (!begun) return begun;
  if (target.log_dirs.empty()) return {};
  return begin_moves(admin, target.log_dirs, options.log_dir_timeout, report.moves);
}

}  // namespace

Outcome<ExecuteReport> execute(Admin& admin, const Target& target, const ExecuteOptions& options) {
  Outcome<ExecuteReport> outcome;
  if (const auto done = execute_into(admin, target, options, outcome.report); !done)
    outcome.failure = done.error();
  return outcome;
}

}  // namespace kpp::tools::reassign_partitions
