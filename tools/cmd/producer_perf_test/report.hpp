#pragma once
// What a run has found out, as plain numbers for the renderers.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cmd/producer_perf_test/settings.hpp"
#include "common/perf/environment.hpp"
#include "common/perf/error_counter.hpp"
#include "common/perf/histogram.hpp"
#include "common/perf/latency_figures.hpp"
#include "common/perf/metrics_table.hpp"
#include "common/perf/series.hpp"
#include "common/perf/stall_watch.hpp"

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

/// The whole run, its steady state, or one producer's part.
struct Total {
  std::chrono::microseconds elapsed{0};
  std::uint64_t bytes = 0;
  Histogram latencies;                 // as Kafka's tool measures: from the send
  std::optional<Histogram> scheduled;  // from when each was to be sent, in a run with a rate

  void add(std::chrono::microseconds latency, std::chrono::microseconds late,
           std::size_t size) noexcept {
    latencies.record(latency);
    if (scheduled) scheduled->record(latency + late);
    bytes += size;
  }

  [[nodiscard]] std::uint64_t records() const noexcept { return latencies.count(); }
};

struct Report {
  Environment environment;
  std::vector<Window> windows;
  Total whole;
  std::optional<Total> steady;
  std::vector<Total> producers;  // each one's part, if there are several
  std::vector<ErrorCount> failures;
  std::vector<Second> series;
  std::vector<ErrorCount> errors;             // what the clients said: connections lost, and why
  std::optional<std::uint64_t> retries;       // records sent again, where that is known
  Stall stall;                                // the longest time in which no acknowledgement came
  std::map<std::string, std::string> config;  // the client's settings, if asked for
  bool limit_reached = false;                 // --max-bytes
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
