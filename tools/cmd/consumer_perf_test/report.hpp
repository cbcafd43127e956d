#pragma once
// What a run has found out, as plain numbers for the renderers.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cmd/consumer_perf_test/date_format.hpp"
#include "cmd/consumer_perf_test/settings.hpp"
#include "common/perf/environment.hpp"
#include "common/perf/error_counter.hpp"
#include "common/perf/metrics_table.hpp"
#include "common/perf/series.hpp"
#include "common/perf/stall_watch.hpp"

namespace kpp::tools::consumer_perf_test {

using Millis = std::chrono::milliseconds;

/// Something read in some time. Kafka's tool counts in whole milliseconds, and so does every figure
/// that is derived here.
struct Span {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  Millis elapsed{0};
  Millis rebalance{0};  // the part of it in which no partition was assigned

  [[nodiscard]] Millis fetch() const noexcept { return elapsed - rebalance; }
};

/// One reporting interval, and the sums up to its end.
struct Interval {
  WallTime end;
  Span span;
  std::uint64_t total_records = 0;
  std::uint64_t total_bytes = 0;
};

struct Report {
  Environment environment;
  WallTime start;
  WallTime end;
  Span total;
  std::vector<Span> consumers;  // each one's part, if there are several
  std::vector<ErrorCount> errors;
  Stall
      stall;  // the longest time without a record, between the first assignment and the last record
  std::map<std::string, std::string> config;  // the client's settings, if asked for
  std::vector<Interval> intervals;
  std::vector<Second> series;
  bool timed_out = false;
  bool interrupted = false;
  Metrics metrics;  // empty unless asked for
};

[[nodiscard]] inline double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / (1024.0 * 1024.0);
}

}  // namespace kpp::tools::consumer_perf_test
