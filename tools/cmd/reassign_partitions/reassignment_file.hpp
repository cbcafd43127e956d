#pragma once
// The two kinds of JSON files.

#include <string>
#include <string_view>
#include <vector>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

/// What stands for "wherever the broker likes" in the place of a log directory.
inline constexpr std::string_view any_log_dir = "any";

/// {"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["any","/d"]}]}
[[nodiscard]] Result<Target> parse_target(std::string_view json);

/// What --execute refuses: nothing to do, and partitions or replicas that are there twice.
[[nodiscard]] Result<Assignment> check_target(const Target& target);

/// {"version":1,"topics":[{"topic":"t"}]}
[[nodiscard]] Result<std::vector<std::string>> parse_topics(std::string_view json);

}  // namespace kpp::tools::reassign_partitions
