#pragma once
// The charts of a result. Where there is a result before, it is in the same chart.

#include <string>
#include <vector>

#include "perf/result/result.hpp"

namespace kpp::tools::page {

/// Records a second over time. Empty without a series.
[[nodiscard]] std::string throughput_chart(const PerfResult& result, const PerfResult* before);
/// Percentiles over time. Empty where no latency was measured.
[[nodiscard]] std::string latency_chart(const PerfResult& result, const PerfResult* before);
/// How many records took how long. Empty without a histogram.
[[nodiscard]] std::string histogram_chart(const PerfResult& result, const PerfResult* before);
/// How long the slowest took, further and further into the tail. Empty without a histogram.
[[nodiscard]] std::string percentile_chart(const PerfResult& result, const PerfResult* before);

/// A series of at most `limit` points, each of several seconds where there are more: rates are those
/// of the whole time, latencies the highest of it.
[[nodiscard]] std::vector<SeriesPoint> compacted(const std::vector<SeriesPoint>& series,
                                                 std::size_t limit);

}  // namespace kpp::tools::page
