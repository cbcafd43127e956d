#pragma once

#include <algorithm>
#include <chrono>

namespace kpp::tools {

/// A time in which something was awaited and nothing came. Times are since the run began.
struct Stall {
  std::chrono::microseconds begin{0};
  std::chrono::microseconds length{0};
};

/// Finds the longest stall.
///
/// Not thread-safe.
class StallWatch {
 public:
  using Micros = std::chrono::microseconds;

  /// At `now` something came that was awaited since `since`.
  void came(Micros since, Micros now) noexcept {
    note(since, now);
    last_ = std::max(last_, now);
  }
  /// The same for something that will never come.
  void failed(Micros since, Micros now) noexcept { note(since, now); }

  [[nodiscard]] Stall longest() const noexcept { return longest_; }

 private:
  void note(Micros since, Micros now) noexcept {
    const Micros begin = std::max(since, last_);
    if (now - begin > longest_.length) longest_ = {begin, now - begin};
  }

  Micros last_{0};
  Stall longest_;
};

}  // namespace kpp::tools
