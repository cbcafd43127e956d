#pragma once

#include <chrono>

#include "common/perf/histogram.hpp"

namespace kpp::tools::e2e_latency {

/// What a run has found out.
struct Report {
  Histogram latencies;
  std::chrono::microseconds least{0};
  std::chrono::nanoseconds total{0};
  bool interrupted = false;

  /// NaN without a record, as a division in Java.
  [[nodiscard]] double mean_ms() const noexcept {
    return static_cast<double>(total.count()) / static_cast<double>(latencies.count()) / 1e6;
  }
};

}  // namespace kpp::tools::e2e_latency
