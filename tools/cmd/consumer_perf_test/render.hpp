#pragma once

#include <string>

#include "cmd/consumer_perf_test/report.hpp"

namespace kpp::tools::consumer_perf_test {

// Kafka's form: a header, and either one row for the whole run or one for each interval.
[[nodiscard]] std::string header_text(bool detailed);
[[nodiscard]] std::string interval_text(const Interval& interval, const DateFormat& dates);
[[nodiscard]] std::string total_text(const Report& report, const DateFormat& dates);

/// Everything as one object; its members are listed in the spec's description.
[[nodiscard]] std::string report_json(const Settings& settings, const Report& report);

}  // namespace kpp::tools::consumer_perf_test
