#pragma once
// The parts of --output json that all performance tools have. Their descriptions list the fields.

#include <string_view>
#include <vector>

#include "formats/json_output.hpp"
#include "perf/environment.hpp"
#include "perf/error_counter.hpp"
#include "perf/histogram.hpp"
#include "perf/series.hpp"
#include "perf/stall_watch.hpp"

namespace kpp::tools {

/// version, tool and start_ms: what an object begins with.
[[nodiscard]] OrderedJson begin_result(std::string_view tool, const Environment& environment);

/// series, histogram, host, versions: what it ends with.
void end_result(OrderedJson& json, const std::vector<Second>& series, const Histogram& latencies,
                const Environment& environment);
/// The same of a run that measures no latency.
void end_result(OrderedJson& json, const std::vector<Second>& series,
                const Environment& environment);

/// [{code, message, COUNT_NAME}]
[[nodiscard]] OrderedJson errors_json(const std::vector<ErrorCount>& errors,
                                      const char* count_name);
/// {longest_ms, at_ms}
[[nodiscard]] OrderedJson stall_json(const Stall& stall);

}  // namespace kpp::tools
