#pragma once

#include <string>

#include "cmd/producer_perf_test/report.hpp"

namespace kpp::tools::producer_perf_test {

// Kafka's form: a line for each interval as it ends, and one or two for the whole. What Kafka's tool does not have stands
// on lines of its own, and only where it was asked for or something went wrong.
[[nodiscard]] std::string warmup_line(std::uint64_t records);
[[nodiscard]] std::string window_text(const Window& window);
[[nodiscard]] std::string total_text(const Settings& settings, const Report& report);

/// Everything as one object; its members are listed in the spec's description.
[[nodiscard]] std::string report_json(const Settings& settings, const Report& report);

}  // namespace kpp::tools::producer_perf_test
