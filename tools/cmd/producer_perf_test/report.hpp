#pragma once
// What a run has found out, as plain numbers for the renderers.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cmd/producer_perf_test/settings.hpp"
#include "common/perf/environment.hpp"
#include "common/perf/histogram.hpp"
#include "common/perf/latency_figures.hpp"
#include "common/perf/metrics_table.hpp"
#include "common/perf/series.hpp"

namespace kpp::tools::producer_perf_test {

/// One reporting interval.
struct Window {
  std::chrono::microseconds since_start;  // its end
  std::chrono::microseconds length;
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  double mean_ms = 0;
  double max_ms = 0;
  bool steady = false;        // counts only records after the warm-up
  bool first_steady = false;  // the first such
};

/// The whole run, or its steady state.
struct Total {
  std::chrono::microseconds elapsed{0};
  std::uint64_t bytes = 0;
  Histogram latencies;

  [[nodiscard]] std::uint64_t records() const noexcept { return latencies.count(); }
};

/// Records that were not delivered for one reason.
struct Failure {
  std::string code;  // "MSG_SIZE_TOO_LARGE"
  std::string message;
  std::uint64_t records = 0;
};

struct Report {
  Environment environment;
  std::vector<Window> windows;
  Total whole;
  std::optional<Total> steady;
  std::vector<Failure> failures;
  std::vector<Second> series;
  bool interrupted = false;
  Metrics metrics;  // empty unless asked for
};

/// A rate a second; as Java's division, infinite or NaN where no time has passed.
[[nodiscard]] inline double per_second(double amount, std::chrono::microseconds time) {
  return amount / std::chrono::duration<double>(time).count();
}

/// Kafka's tools say MB and mean 1048576 bytes.
[[nodiscard]] inline double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / (1024.0 * 1024.0);
}

}  // namespace kpp::tools::producer_perf_test
