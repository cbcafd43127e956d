#pragma once

#include <optional>

#include "cmd/consumer_groups/reset_file.hpp"
#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::consumer_groups {

/// Where to: one target for all partitions, or the offsets of a file.
struct ResetGoal {
  OffsetResetTarget target;
  std::optional<ResetFile> file;
};

/// The scenario that the command line names. Times are worked out and files are read here, before
/// any broker is asked.
[[nodiscard]] Result<ResetGoal> reset_goal(const Options& options);

}  // namespace kpp::tools::consumer_groups
