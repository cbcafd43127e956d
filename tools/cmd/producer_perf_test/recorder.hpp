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
#include "cmd/producer_perf_test/send_mark.hpp"
#include "common/perf/error_counter.hpp"
#include "common/perf/live_line.hpp"
#include "common/perf/series.hpp"
#include "kpp/producer.hpp"

namespace kpp::tools::producer_perf_test {

/// Whole and interval together, as long as one of both runs.
class Tally {
 public:
  using Micros = std::chrono::microseconds;

  Tally(Micros start, Micros interval, bool scheduled)
      : start_(start), window_start_(start), interval_(interval) {
    if (scheduled) total_.scheduled.emplace();
  }

  void add(Micros latency, Micros late, std::size_t bytes) noexcept;
  /// The interval that ends now, if it is time.
  [[nodiscard]] std::optional<Window> end_window(Micros now);
  [[nodiscard]] Total total(Micros now) const;
  [[nodiscard]] const Total& so_far() const noexcept { return total_; }

 private:
  Micros start_;
  Micros window_start_;
  Micros interval_;
  Total total_;
  Window window_{};
  double window_sum_ms_ = 0;
  bool first_window_ = true;
};

struct RecorderPlan {
  std::uint64_t warmup = 0;
  std::chrono::microseconds interval{5'000'000};
  std::size_t producers = 1;
  bool scheduled = false;  // the run has a rate
};

/// Times are microseconds since the run began, by a clock that is never set back.
///
/// The threads that send call `tag_of`; the producers' event threads `on_deliveries`; `finish` comes after the last report.
/// `live` is for any thread.
class Recorder {
 public:
  using Clock = std::chrono::steady_clock;
  using Micros = std::chrono::microseconds;

  Recorder(Clock::time_point start, const RecorderPlan& plan, ErrorCounter& failures,
           std::function<void(const Window& window)> on_window);

  /// The mark that record number `index`, sent at `now` and `late` behind its schedule, carries to its report.
  [[nodiscard]] std::uint64_t tag_of(std::uint64_t index, Clock::time_point now,
                                     Micros late = Micros(0)) noexcept {
    SendMark mark{since_start(now), late};
    if (plan_.warmup > 0 && index >= plan_.warmup) {
      mark.steady = true;
      if (steady_start_.load(std::memory_order_relaxed) < 0) begin_steady(mark.sent);
    }
    return mark.pack();
  }
  void on_deliveries(std::span<const Delivery> batch, Clock::time_point now,
                     std::size_t producer = 0);

  [[nodiscard]] LiveFigures live(Clock::time_point now) const;
  /// The longest so far.
  [[nodiscard]] Stall stall() const {
    const std::lock_guard lock(mutex_);
    return stalls_.longest();
  }

  /// The longest latency so far.
  [[nodiscard]] Micros slowest() const {
    const std::lock_guard lock(mutex_);
    return whole_.so_far().latencies.max();
  }

  /// Records that were sent at least once, whatever became of them.
  [[nodiscard]] std::uint64_t sent_once() const {
    const std::lock_guard lock(mutex_);
    return sent_once_;
  }

  /// Records of one producer that it accepted and did not deliver.
  [[nodiscard]] std::uint64_t failed(std::size_t producer) const {
    const std::lock_guard lock(mutex_);
    return failed_[producer];
  }

  /// Fills in `whole`, `steady`, `producers`, `windows`, `series` and `stall`.
  void finish(Report& report, Clock::time_point now);

 private:
  [[nodiscard]] Micros since_start(Clock::time_point now) const noexcept {
    return std::chrono::duration_cast<Micros>(now - start_);
  }
  void begin_steady(Micros sent) noexcept {
    std::int64_t none = -1;  // of several producers the first decides
    steady_start_.compare_exchange_strong(none, sent.count());
  }
  void end_windows(Micros now);
  void report_window(Window window);

  Clock::time_point start_;
  RecorderPlan plan_;
  ErrorCounter& failures_;
  std::function<void(const Window& window)> on_window_;
  std::atomic<std::int64_t> steady_start_{-1};

  mutable std::mutex mutex_;  // taken once for each batch
  Tally whole_;
  std::optional<Tally> steady_;
  std::vector<Total> producers_;  // empty if there is only one
  std::vector<std::uint64_t> failed_;
  std::uint64_t sent_once_ = 0;
  StallWatch stalls_;
  std::vector<Window> windows_;
  Series series_;
};

}  // namespace kpp::tools::producer_perf_test
