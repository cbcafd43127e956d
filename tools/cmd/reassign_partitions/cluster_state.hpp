#pragma once
// What the actions ask the cluster about.

#include <set>
#include <string>
#include <vector>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

/// All partitions of these topics; a topic that is not there is an error in Kafka's words.
[[nodiscard]] Result<Assignment> assignment_of_topics(Admin& admin,
                                                      const std::set<std::string>& topics);
/// Only these partitions; all of them must be there.
[[nodiscard]] Result<Assignment> assignment_of_partitions(Admin& admin, const Assignment& wanted);

/// Where the replicas of an assignment are; those that no broker tells of are left out.
[[nodiscard]] Result<LogDirs> log_dirs_of(Admin& admin, const Assignment& assignment);

[[nodiscard]] std::set<std::string> topics_of(const Target& target);

}  // namespace kpp::tools::reassign_partitions
