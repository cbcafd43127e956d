#include "cmd/reassign_partitions/log_dir_moves.hpp"

#include <algorithm>
#include <thread>
#include <tuple>

namespace kpp::tools::reassign_partitions {
namespace {

constexpr std::chrono::milliseconds pause{100};

bool before(const TopicPartitionReplica& a, const TopicPartitionReplica& b) {
  return std::tie(a.broker, a.topic, a.partition) < std::tie(b.broker, b.topic, b.partition);
}

std::string names_of(const LogDirs& replicas) {
  std::vector<TopicPartitionReplica> order;
  for (const auto& [replica, dir] : replicas) order.push_back(replica);
  std::ranges::sort(order, before);
  std::string text;
  for (const TopicPartitionReplica& replica : order)
    text += (text.empty() ? "" : ",") + replica.to_string();
  return text;
}

/// One round: what was taken leaves `pending`.
Result<void> tell(Admin& admin, LogDirs& pending, std::vector<LogDirMove>& moves) {
  const std::vector<std::pair<TopicPartitionReplica, std::string>> wanted(pending.begin(),
                                                                          pending.end());
  const auto results = admin.alter_replica_log_dirs(wanted);
  if (!results) return tl::unexpected(results.error());
  std::vector<LogDirMove> begun;
  for (const auto& [replica, result] : *results) {
    if (result) {
      begun.push_back({replica, pending.at(replica)});
    } else if (result.error().code() != ErrorCode::replica_not_available) {
      return kpp::fail(result.error().code(), "Failed to alter dir for " + replica.to_string() +
                                                  ": " + result.error().message());
    }
  }
  std::ranges::sort(
      begun, [](const LogDirMove& a, const LogDirMove& b) { return before(a.replica, b.replica); });
  for (LogDirMove& move : begun) {
    pending.erase(move.replica);
    moves.push_back(std::move(move));
  }
  return {};
}

}  // namespace

Result<std::vector<LogDirState>> log_dir_states(Admin& admin, const LogDirs& targets) {
  std::vector<LogDirState> states;
  if (targets.empty()) return states;
  std::vector<TopicPartitionReplica> replicas;
  for (const auto& [replica, dir] : targets) replicas.push_back(replica);
  const auto places = admin.describe_replica_log_dirs(replicas);
  if (!places) return tl::unexpected(places.error());
  for (const auto& [replica, place] : *places) {
    LogDirState state{replica, targets.at(replica), {}, {}, place.has_value()};
    if (place) {
      state.current = place->current;
      state.future = place->future;
    }
    states.push_back(std::move(state));
  }
  std::ranges::sort(states, [](const LogDirState& a, const LogDirState& b) {
    return before(a.replica, b.replica);
  });
  return states;
}

Result<void> begin_moves(Admin& admin, const LogDirs& targets, std::chrono::milliseconds timeout,
                         std::vector<LogDirMove>& moves) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  LogDirs pending = targets;
  while (true) {
    if (auto told = tell(admin, pending, moves); !told) return told;
    if (pending.empty()) return {};
    if (std::chrono::steady_clock::now() >= deadline)
      return kpp::fail(ErrorCode::timed_out, std::string("Timed out before log directory move") +
                                                 (pending.size() == 1 ? "" : "s") +
                                                 " could be started for: " + names_of(pending));
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace kpp::tools::reassign_partitions
