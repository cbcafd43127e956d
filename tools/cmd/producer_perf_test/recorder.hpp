#pragma once
// Counts acknowledgements: the whole run, its steady state, and the interval that is going on.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "cmd/producer_perf_test/report.hpp"
#include "common/perf/series.hpp"
#include "kpp/producer.hpp"

namespace kpp::tools::producer_perf_test {

/// Records by the reason why they were not delivered. Any thread.
class FailureCounter {
 public:
  /// `on_new` is called for the first record that fails for a reason.
  explicit FailureCounter(std::function<void(const Error& error)> on_new)
      : on_new_(std::move(on_new)) {}
  void add(const Error& error);
  [[nodiscard]] std::vector<Failure> list() const;

 private:
  std::function<void(const Error& error)> on_new_;
  mutable std::mutex mutex_;
  std::vector<Failure> failures_;
};

/// Whole and interval together, as long as one of both runs.
class Tally {
 public:
  using Micros = std::chrono::microseconds;

  Tally(Micros start, Micros interval) : start_(start), window_start_(start), interval_(interval) {}

  void add(Micros latency, std::size_t bytes) noexcept;
  /// The interval that ends now, if it is time.
  [[nodiscard]] std::optional<Window> end_window(Micros now);
  [[nodiscard]] Total total(Micros now) const;

 private:
  Micros start_;
  Micros window_start_;
  Micros interval_;
  Total total_;
  Window window_{};
  double window_sum_ms_ = 0;
  bool first_window_ = true;
};

/// Times are microseconds since the run began, by a clock that is never set back.
///
/// The thread that sends calls `tag_of`; the producer's event thread `on_deliveries`; `finish`
/// comes after the last report.
class Recorder {
 public:
  using Clock = std::chrono::steady_clock;
  using Micros = std::chrono::microseconds;

  Recorder(Clock::time_point start, std::uint64_t warmup, Micros interval, FailureCounter& failures,
           std::function<void(const Window& window)> on_window);

  /// The mark that record number `index`, sent at `now`, carries to its report: when it was sent,
  /// and whether it counts for the steady state.
  [[nodiscard]] std::uint64_t tag_of(std::uint64_t index, Clock::time_point now) noexcept {
    const Micros sent = since_start(now);
    if (warmup_ == 0 || index < warmup_) return static_cast<std::uint64_t>(sent.count()) << 1U;
    if (index == warmup_) steady_start_.store(sent.count());
    return (static_cast<std::uint64_t>(sent.count()) << 1U) | 1U;
  }
  void on_deliveries(std::span<const Delivery> batch, Clock::time_point now);

  /// Fills in `whole`, `steady`, `windows` and `series`.
  void finish(Report& report, Clock::time_point now);

 private:
  [[nodiscard]] Micros since_start(Clock::time_point now) const noexcept {
    return std::chrono::duration_cast<Micros>(now - start_);
  }
  void count(std::span<const Delivery> batch, Micros time);
  void end_windows(Micros now);
  void report_window(Window window);

  Clock::time_point start_;
  std::uint64_t warmup_;
  Micros interval_;
  FailureCounter& failures_;
  std::function<void(const Window& window)> on_window_;
  Tally whole_;
  std::optional<Tally> steady_;
  std::atomic<std::int64_t> steady_start_{-1};
  std::vector<Window> windows_;
  Series series_;
};

}  // namespace kpp::tools::producer_perf_test
