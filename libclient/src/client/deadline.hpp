#pragma once
// Between a caller's timeout, which may be anything, and the clock.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

#include "kpp/types.hpp"

namespace kpp::client {

using Clock = std::chrono::steady_clock;

/// Never before now, and never so far that the clock overflows.
[[nodiscard]] inline Clock::time_point deadline_after(Timeout timeout) {
  constexpr Timeout longest = std::chrono::hours(24 * 365);
  return Clock::now() + std::clamp(timeout, Timeout(0), longest);
}

/// Rounded up, so that who waits so long does not wake before the deadline.
[[nodiscard]] inline Timeout left_until(Clock::time_point deadline) {
  return std::max(std::chrono::ceil<Timeout>(deadline - Clock::now()), Timeout(0));
}

/// As C functions want it.
[[nodiscard]] inline int whole_milliseconds(Timeout timeout) noexcept {
  return static_cast<int>(
      std::clamp<std::int64_t>(timeout.count(), 0, std::numeric_limits<int>::max()));
}

}  // namespace kpp::client
