#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <string>

#include "cmd/get_offsets/report.hpp"

namespace kpp::tools::get_offsets {

/// A line for each partition that has an offset.
[[nodiscard]] std::string render_text(const Report& report);
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace kpp::tools::get_offsets
