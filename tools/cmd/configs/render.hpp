#pragma once
// Reports as output. Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the
// tool's spec.

#include <string>

#include "cmd/configs/report.hpp"

namespace kpp::tools::configs {

[[nodiscard]] std::string render_text(const ResourcesReport& report);
[[nodiscard]] std::string render_text(const QuotasReport& report);
[[nodiscard]] std::string render_text(const AlterReport& report);

[[nodiscard]] std::string render_json(const ResourcesReport& report);
[[nodiscard]] std::string render_json(const QuotasReport& report);
[[nodiscard]] std::string render_json(const AlterReport& report);

}  // namespace kpp::tools::configs
