#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <string>

#include "cmd/broker_api_versions/report.hpp"

namespace kpp::tools::broker_api_versions {

[[nodiscard]] std::string render_text(const Report& report);
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace kpp::tools::broker_api_versions
