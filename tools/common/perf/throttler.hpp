#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace kpp::tools {

/// Holds a rate of records as Kafka's ThroughputThrottler does: once a record is ahead of the rate,
/// each further one owes the time between two records, and the debt is slept off as soon as it is 2
/// ms. So a rate is held on average, without a sleep per record.
class Throttler {
 public:
  using Clock = std::chrono::steady_clock;

  /// `rate` in records a second; negative: no limit; zero: the first record is also the last.
  Throttler(double rate, Clock::time_point start);

  /// Call it after having sent record number `index` (from 0) at `now`. Sleeps if it is time to, at
  /// most until a stop is requested.
  void pace(std::uint64_t index, Clock::time_point now, const std::stop_token& stop);

  [[nodiscard]] bool limited() const noexcept { return rate_ >= 0; }

 private:
  [[nodiscard]] bool ahead(std::uint64_t index, Clock::time_point now) const noexcept;
  void sleep(const std::stop_token& stop);

  double rate_;
  Clock::time_point start_;
  std::chrono::nanoseconds between_;
  std::chrono::nanoseconds debt_{0};
  std::mutex mutex_;
  std::condition_variable_any woken_;
};

}  // namespace kpp::tools
