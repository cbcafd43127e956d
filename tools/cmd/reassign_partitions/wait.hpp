#pragma once

#include <optional>

#include "cmd/reassign_partitions/report.hpp"
#include "common/io/output.hpp"

namespace kpp::tools::reassign_partitions {

/// "[#######-------------] 7 of 20 moved"
[[nodiscard]] std::string progress_bar(std::size_t done, std::size_t all);

/// Waits until every partition and replica of the target has arrived; false if `seconds` are over before. Shows a bar on
/// `err` where that is a terminal.
[[nodiscard]] Result<bool> wait_for_moves(Admin& admin, const Target& target,
                                          std::optional<std::int32_t> seconds, Output& err);

}  // namespace kpp::tools::reassign_partitions
