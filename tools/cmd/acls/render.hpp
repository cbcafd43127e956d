#pragma once
// Reports as output. Pure functions: the text is byte for byte that of Kafka's own tool, but sorted where that has the
// order of a hash table; the JSON is described in the tool's spec.

#include <string>

#include "cmd/acls/report.hpp"

namespace kpp::tools::acls {

[[nodiscard]] std::string render_text(const ListReport& report);
[[nodiscard]] std::string render_text(const AddReport& report);
[[nodiscard]] std::string render_text(const RemoveReport& report);
/// The question before --remove does anything.
[[nodiscard]] std::string question(const Resource& resource, const std::set<Entry>& entries);

[[nodiscard]] std::string render_json(const ListReport& report);
[[nodiscard]] std::string render_json(const AddReport& report);
[[nodiscard]] std::string render_json(const RemoveReport& report);

}  // namespace kpp::tools::acls
