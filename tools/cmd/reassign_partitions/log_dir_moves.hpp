#pragma once
// Moves of replicas between the log directories of their brokers (KIP-113).

#include <chrono>
#include <vector>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

/// Where each replica is beside where it shall be; by broker, topic and partition.
[[nodiscard]] Result<std::vector<LogDirState>> log_dir_states(Admin& admin, const LogDirs& targets);

/// Tells the replicas to move. One that its broker does not have yet is told again until it has, or the time is over;
/// what was told is added to `moves`.
[[nodiscard]] Result<void> begin_moves(Admin& admin, const LogDirs& targets,
                                       std::chrono::milliseconds timeout,
                                       std::vector<LogDirMove>& moves);

}  // namespace kpp::tools::reassign_partitions
