#pragma once

#include <chrono>
#include <cstdint>

namespace kpp::tools {

/// When each record of a run with a rate is to be sent. A latency that is measured from then counts what a record waited
/// because those before it were late: not to count that is known as coordinated omission.
class Schedule {
 public:
  using Clock = std::chrono::steady_clock;
  using Micros = std::chrono::microseconds;

  /// `rate` in records a second; not positive: nothing is due, so nothing is late.
  Schedule(double rate, Clock::time_point start) : start_(start) {
    if (rate > 0) seconds_each_ = 1 / rate;
  }

  [[nodiscard]] bool limited() const noexcept { return seconds_each_ > 0; }

  /// By how much record number `index` (from 0), sent at `now`, is behind. Zero for one that is early: a throttler sends
  /// several at once before it sleeps.
  [[nodiscard]] Micros lateness(std::uint64_t index, Clock::time_point now) const noexcept {
    if (!limited()) return Micros(0);
    const std::chrono::duration<double> due(static_cast<double>(index) * seconds_each_);
    const std::chrono::duration<double> late = (now - start_) - due;
    // What is due in a thousand years is more than microseconds can count.
    return late.count() > 0 ? std::chrono::duration_cast<Micros>(late) : Micros(0);
  }

 private:
  Clock::time_point start_;
  double seconds_each_ = 0;
};

}  // namespace kpp::tools
