#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/perf/environment.hpp"
#include "common/perf/error_counter.hpp"
#include "common/perf/histogram.hpp"
#include "common/perf/series.hpp"
#include "common/perf/stall_watch.hpp"
#include "kpp/error.hpp"

namespace kpp::tools::e2e_latency {

/// What a run has found out.
struct Report {
  Environment environment;
  Histogram latencies;
  std::chrono::microseconds least{0};
  std::chrono::nanoseconds total{0};
  std::chrono::microseconds elapsed{0};
  std::uint64_t bytes = 0;  // of keys and values
  std::vector<Second> series;
  std::map<std::string, std::string> config;  // both clients' settings
  std::optional<Error> failure;               // what ended the run
  std::vector<ErrorCount> errors;             // what the clients said: connections lost, and why
  Stall stall;                                // the longest time in which a record was awaited
  bool interrupted = false;

  /// NaN without a record, as a division in Java.
  [[nodiscard]] double mean_ms() const noexcept {
    return static_cast<double>(total.count()) / static_cast<double>(latencies.count()) / 1e6;
  }
};

}  // namespace kpp::tools::e2e_latency
