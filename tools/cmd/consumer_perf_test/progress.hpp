#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cmd/consumer_perf_test/report.hpp"

namespace kpp::tools::consumer_perf_test {

/// Adds up what is read, by interval and as a whole. Times are of a clock that is never set back;
/// only what is shown as a date is derived from the wall clock, read once.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  Progress(Clock::time_point start, WallTime start_date, Millis interval)
      : start_(start), start_date_(start_date), interval_(interval), interval_start_(start) {
    joining_since_ = start;
  }

  void add(std::uint64_t records, std::uint64_t bytes) noexcept {
    records_ += records;
    bytes_ += bytes;
  }

  // From the start, and from the moment partitions are taken away, to when they are given.
  void assigned(Clock::time_point now) noexcept;
  void revoked(Clock::time_point now) noexcept { joining_since_ = now; }

  /// The interval that ends now, if it is time.
  [[nodiscard]] std::optional<Interval> end_interval(Clock::time_point now);
  /// The interval up to now, whatever the time.
  [[nodiscard]] Interval cut_interval(Clock::time_point now);

  [[nodiscard]] std::uint64_t records() const noexcept { return records_; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  /// Everything from the start.
  [[nodiscard]] Span span(Clock::time_point now) const noexcept;

  /// Fills in `start`, `end` and `total`.
  void finish(Report& report, Clock::time_point now) const;

 private:
  [[nodiscard]] WallTime date_of(Clock::time_point time) const noexcept {
    return start_date_ + std::chrono::duration_cast<Millis>(time - start_);
  }

  Clock::time_point start_;
  WallTime start_date_;
  Millis interval_;
  std::uint64_t records_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point joining_since_;
  Millis rebalance_{0};

  Clock::time_point interval_start_;
  std::uint64_t interval_records_ = 0;  // the sums at its beginning
  std::uint64_t interval_bytes_ = 0;
  Millis interval_rebalance_{0};
};

}  // namespace kpp::tools::consumer_perf_test
