#pragma once

#include <string>

#include "cmd/consumer_perf_test/report.hpp"

namespace kpp::tools::consumer_perf_test {

// Kafka's form: a header, and either one row for the whole run or one for each interval. `several` consumers have a row
// each and one for all, with a column that says which.
[[nodiscard]] std::string header_text(bool detailed, bool several = false);
[[nodiscard]] std::string interval_text(const Interval& interval, const DateFormat& dates,
                                        const std::string& thread = "0");
[[nodiscard]] std::string total_text(const Report& report, const DateFormat& dates);
/// What stands at the end: the rows of the whole run, unless there was one for each interval, what went wrong, and metrics.
[[nodiscard]] std::string summary_text(const Settings& settings, const Report& report);

/// Everything as one object; its members are listed in the spec's description.
[[nodiscard]] std::string report_json(const Settings& settings, const Report& report);

}  // namespace kpp::tools::consumer_perf_test
