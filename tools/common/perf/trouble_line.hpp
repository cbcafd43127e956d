#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "perf/error_counter.hpp"
#include "perf/stall_watch.hpp"

namespace kpp::tools {

/// What is said after the summary if clients complained or records were sent again, and nothing else:
///
///     3 client errors, 7 records sent again, longest stall 250.00 ms, begun 1500.00 ms after the start.
///
/// Without `retries` nothing is said of them. It is for standard error: of standard output scripts take the last line.
[[nodiscard]] std::string trouble_line(const std::vector<ErrorCount>& errors,
                                       const std::optional<std::uint64_t>& retries,
                                       const Stall& stall);

}  // namespace kpp::tools
