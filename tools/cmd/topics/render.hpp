#pragma once
// Reports as output. Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is
// described in the tool's spec.

#include <string>

#include "cmd/topics/report.hpp"

namespace kpp::tools::topics {

[[nodiscard]] std::string render_text(const ListReport& report);
[[nodiscard]] std::string render_text(const CreateReport& report);
[[nodiscard]] std::string render_text(const AlterReport& report);
[[nodiscard]] std::string render_text(const DeleteReport& report);
[[nodiscard]] std::string render_text(const DescribeReport& report);

[[nodiscard]] std::string render_json(const ListReport& report);
[[nodiscard]] std::string render_json(const CreateReport& report);
[[nodiscard]] std::string render_json(const AlterReport& report);
[[nodiscard]] std::string render_json(const DeleteReport& report);
[[nodiscard]] std::string render_json(const DescribeReport& report);

}  // namespace kpp::tools::topics
