#pragma once
// How figures are called, and which way they are better.

#include <cstdint>
#include <string>
#include <string_view>

namespace kpp::tools {

enum class Better : std::uint8_t { more, less, neither };

struct FigureLabel {
  std::string text;  // "Latency p99.9"
  std::string unit;  // "ms"; empty: a count
};

/// Of a figure's or setting's name in JSON: "steady_state.latency_ms.p99_9" is "Steady state latency
/// p99.9" in "ms".
[[nodiscard]] FigureLabel label_of(std::string_view name);

[[nodiscard]] Better better_of(std::string_view name);

/// For people: up to three digits behind the point, as many as tell something, and no more than
/// four digits that do. `separator` stands between thousands, if it is not 0.
[[nodiscard]] std::string readable(double value, char separator = 0);

}  // namespace kpp::tools
