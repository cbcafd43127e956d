#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "perf/histogram.hpp"

namespace kpp::tools {

struct SecondLatency {
  std::chrono::microseconds p50;
  std::chrono::microseconds p95;
  std::chrono::microseconds p99;
  std::chrono::microseconds max;
};

/// One second of a run, counted from its start.
struct Second {
  std::uint64_t second = 0;
  std::chrono::microseconds length{1'000'000};  // the last is mostly shorter
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  std::optional<SecondLatency> latency;  // empty where nothing was measured
};

/// Collects what happens second by second, each with its percentiles. A second in which nothing
/// happens is there, too: that is what a stall looks like.
///
///     series.at(since_start).add(latency, bytes);            // one record
///
///     auto entry = series.at(since_start);                   // many of one moment
///     for (...) entry.add(latency, bytes);
///
/// Any thread; several clients may share one. A record costs no allocation. Memory grows by some 70
/// bytes a second.
class Series {
 public:
  using Duration = std::chrono::microseconds;

  /// A moment of the run; others wait as long as it is there.
  class Entry {
   public:
    void add(Duration latency, std::size_t bytes) noexcept {
      series_.latencies_.record(latency);
      ++series_.current_.records;
      series_.current_.bytes += bytes;
    }
    void add_unmeasured(std::uint64_t records, std::uint64_t bytes) noexcept {
      series_.current_.records += records;
      series_.current_.bytes += bytes;
    }

   private:
    friend class Series;
    Entry(Series& series, Duration now) : lock_(series.mutex_), series_(series) {
      series_.advance(now);
    }
    std::lock_guard<std::mutex> lock_;
    Series& series_;
  };

  /// What is added counts for the second of `now`, or for a later one that has begun already.
  [[nodiscard]] Entry at(Duration now) { return {*this, now}; }

  /// All seconds of a run that ended at `end`. To be called once, after the last entry.
  [[nodiscard]] std::vector<Second> finish(Duration end);

 private:
  void advance(Duration now);
  void close_current();

  std::mutex mutex_;
  std::vector<Second> done_;
  Second current_;
  Histogram latencies_;  // of the current second
};

}  // namespace kpp::tools
