#pragma once
/// \file
/// Ranges of message versions, written as Kafka's schemas write them: "5+" is `since(5)`, "0-7" is
/// `between(0, 7)`.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace kpp::wire {

struct VersionRange {
  std::int16_t min = 0;
  std::int16_t max = -1;  ///< Inclusive; less than `min` means no version at all.

  [[nodiscard]] constexpr bool contains(std::int16_t version) const noexcept {
    return min <= version && version <= max;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return max < min; }
  friend constexpr bool operator==(VersionRange, VersionRange) = default;
};

inline constexpr VersionRange no_version{};

constexpr VersionRange between(std::int16_t min, std::int16_t max) noexcept {
  return {min, max};
}
constexpr VersionRange since(std::int16_t min) noexcept {
  return {min, std::numeric_limits<std::int16_t>::max()};
}
inline constexpr VersionRange always = since(0);

/// The newest version that both sides speak; none where the ranges do not meet.
constexpr std::optional<std::int16_t> newest_common(VersionRange ours,
                                                    VersionRange theirs) noexcept {
  const VersionRange both{std::max(ours.min, theirs.min), std::min(ours.max, theirs.max)};
  if (both.empty()) return std::nullopt;
  return both.max;
}

}  // namespace kpp::wire
