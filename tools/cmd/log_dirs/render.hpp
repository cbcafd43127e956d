#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <string>

#include "cmd/log_dirs/report.hpp"

namespace kpp::tools::log_dirs {

/// A comma-separated list in the order in which Java walks a set of numbers.
[[nodiscard]] std::string java_set_text(std::vector<std::int32_t> numbers);

[[nodiscard]] std::string render_text(const Report& report);
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace kpp::tools::log_dirs
