#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "io/signals.hpp"
#include "perf/live_line.hpp"
#include "perf/screen.hpp"

namespace kpp::tools {

/// Runs each on a thread of its own, shows meanwhile how far they have come, and answers when the last was done. Where there
/// are no threads to be had, those that run are asked to stop.
[[nodiscard]] std::chrono::steady_clock::time_point run_together(
    const std::vector<std::function<void()>>& runners, StopOnSignal& stop, Screen& screen,
    std::uint64_t records_wanted, const std::function<LiveFigures()>& figures);

}  // namespace kpp::tools
