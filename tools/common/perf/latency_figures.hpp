#pragma once
// What the performance tools tell of latencies.

#include <array>
#include <chrono>
#include <string>

#include "perf/histogram.hpp"

namespace kpp::tools {

struct Percentile {
  const char* name;
  double ratio;
};
/// Those of the JSON output.
inline constexpr std::array<Percentile, 7> percentiles{{{"p50", 0.5},
                                                        {"p75", 0.75},
                                                        {"p90", 0.9},
                                                        {"p95", 0.95},
                                                        {"p99", 0.99},
                                                        {"p99_9", 0.999},
                                                        {"p99_99", 0.9999}}};

[[nodiscard]] inline double milliseconds(std::chrono::microseconds time) {
  return static_cast<double>(time.count()) / 1000.0;
}

/// As Kafka's tools print a percentile.
[[nodiscard]] inline std::string whole_ms(const Histogram& latencies, double ratio) {
  const auto value = latencies.percentile(ratio);
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(value).count());
}

}  // namespace kpp::tools
