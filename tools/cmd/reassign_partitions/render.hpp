#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <string>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

/// The form of a reassignment file, one line without its end.
[[nodiscard]] std::string reassignment_json(const Assignment& assignment, const LogDirs& log_dirs);

[[nodiscard]] std::string render_text(const GenerateReport& report);
[[nodiscard]] std::string render_text(const ExecuteReport& report);
[[nodiscard]] std::string render_text(const VerifyReport& report);
[[nodiscard]] std::string render_text(const CancelReport& report);
[[nodiscard]] std::string render_text(const ListReport& report);

[[nodiscard]] std::string render_json(const GenerateReport& report);
[[nodiscard]] std::string render_json(const ExecuteReport& report);
[[nodiscard]] std::string render_json(const VerifyReport& report);
[[nodiscard]] std::string render_json(const CancelReport& report);
[[nodiscard]] std::string render_json(const ListReport& report);

}  // namespace kpp::tools::reassign_partitions
