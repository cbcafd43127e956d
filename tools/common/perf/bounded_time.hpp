#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace kpp::tools {

/// A time that a user gives in milliseconds, at most a century: who gives more means "for ever", and in nanoseconds it would
/// overflow.
[[nodiscard]] constexpr std::chrono::milliseconds bounded_ms(std::int64_t ms) noexcept {
  constexpr std::chrono::milliseconds century = std::chrono::hours(24 * 365 * 100);
  return std::min(std::chrono::milliseconds(ms), century);
}

}  // namespace kpp::tools
