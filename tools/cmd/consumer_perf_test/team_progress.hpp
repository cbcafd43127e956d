#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

#include "cmd/consumer_perf_test/progress.hpp"
#include "common/perf/live_line.hpp"
#include "common/perf/series.hpp"

namespace kpp::tools::consumer_perf_test {

/// The reporting interval of a run, and of each of its consumers if there are several.
struct TeamInterval {
  Interval whole;
  std::vector<Interval> consumers;
};

/// What all consumers of a run have read, together and each. Consumers are known by their numbers, from 0. Any thread.
class TeamProgress {
 public:
  using Clock = Progress::Clock;

  TeamProgress(Clock::time_point start, WallTime start_date, Millis interval,
               std::size_t consumers);

  /// The interval that ends with this, if it is time.
  [[nodiscard]] std::optional<TeamInterval> add(std::size_t consumer, std::uint64_t records,
                                                std::uint64_t bytes, Clock::time_point now);
  // The run as a whole is without partitions while every consumer is.
  void assigned(std::size_t consumer, Clock::time_point now);
  void revoked(std::size_t consumer, Clock::time_point now);

  [[nodiscard]] LiveFigures live(Clock::time_point now) const;
  /// When something was last read; the start if nothing was.
  [[nodiscard]] Clock::time_point last_read() const;

  /// Fills in `start`, `end`, `total`, `consumers`, `series` and `stall`. To be called once, at the end. `in_vain`: what was
  /// awaited last did not come.
  void finish(Report& report, Clock::time_point now, bool in_vain = false);

 private:
  [[nodiscard]] std::chrono::microseconds since_start(Clock::time_point time) const {
    return std::chrono::duration_cast<std::chrono::microseconds>(time - start_);
  }

  mutable std::mutex mutex_;
  Clock::time_point start_;
  Progress whole_;
  std::vector<Progress> parts_;  // empty if there is only one
  std::vector<bool> assigned_;
  std::optional<Clock::time_point> first_assigned_;
  Clock::time_point last_read_;
  StallWatch stalls_;
  Series series_;
};

}  // namespace kpp::tools::consumer_perf_test
