#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "cmd/e2e_latency/report.hpp"
#include "cmd/e2e_latency/settings.hpp"

namespace kpp::tools::e2e_latency {

[[nodiscard]] std::string missing_topic_line(std::string_view topic);
/// For every thousandth record, counted from 0.
[[nodiscard]] std::string progress_line(std::uint64_t index, std::chrono::nanoseconds latency);
[[nodiscard]] std::string total_text(const Report& report);
[[nodiscard]] std::string report_json(const Settings& settings, const Report& report);

}  // namespace kpp::tools::e2e_latency
