#include "cmd/reassign_partitions/actions.hpp"
#include "cmd/reassign_partitions/log_dir_moves.hpp"
#include "cmd/reassign_partitions/throttles.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

Result<void> cancel_partitions(Admin& admin, const Target& target, CancelReport& report) {
  std::vector<TopicPartition> wanted;
  for (const auto& [partition, replicas] : target.partitions) wanted.push_back(partition);
  const auto under_way =
      admin.list_partition_reassignments(std::span<const TopicPartition>(wanted));
  if (!under_way) return tl::unexpected(under_way.error());
  std::vector<std::pair<TopicPartition, std::optional<Replicas>>> cancellations;
  for (const auto& [partition, reassignment] : *under_way)
    if (!reassignment.adding_replicas.empty() || !reassignment.removing_replicas.empty())
      cancellations.emplace_back(partition, std::nullopt);
  if (cancellations.empty()) return {};
  const auto results = admin.alter_partition_reassignments(cancellations);
  if (!results) return tl::unexpected(results.error());
  std::string sentences;
  for (const auto& [partition, result] : *results) {
    if (result) {
      report.cancelled.push_back(partition);
    } else {
      report.failed.emplace_back(partition, result.error());
      sentences += '\n' + partition.to_string() + ": " + result.error().message();
    }
  }
  if (report.failed.empty()) return {};
  return kpp::fail(report.failed.front().second.code(),
                   std::string("Error cancelling partition reassignment") +
                       (report.failed.size() == 1 ? "" : "s") + " for:" + sentences);
}

/// A move ends where the replica is told to be where it is.
Result<void> cancel_moves(Admin& admin, const Target& target, std::chrono::milliseconds timeout,
                          CancelReport& report) {
  const auto states = log_dir_states(admin, target.log_dirs);
  if (!states) return tl::unexpected(states.error());
  report.moves_checked = true;
  LogDirs back;
  for (const LogDirState& state : *states)
    if (state.in_progress() && state.current) back.emplace(state.replica, *state.current);
  if (back.empty()) return {};
  return begin_moves(admin, back, timeout, report.moves);
}

Result<void> cancel_into(Admin& admin, const Target& target, bool preserve_throttles,
                         std::chrono::milliseconds timeout, CancelReport& report) {
  if (auto done = cancel_partitions(admin, target, report); !done) return done;
  if (auto done = cancel_moves(admin, target, timeout, report); !done) return done;
  if (preserve_throttles) return {};
  auto cleared = clear_throttles(admin, target);
  if (!cleared) return tl::unexpected(cleared.error());
  report.cleared = *std::move(cleared);
  return {};
}

}  // namespace

Outcome<CancelReport> cancel(Admin& admin, const Target& target, bool preserve_throttles,
                             std::chrono::milliseconds log_dir_timeout) {
  Outcome<CancelReport> outcome;
  if (const auto done =
          cancel_into(admin, target, preserve_throttles, log_dir_timeout, outcome.report);
      !done)
    outcome.failure = done.error();
  return outcome;
}

}  // namespace kpp::tools::reassign_partitions
