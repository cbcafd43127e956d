#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <span>
#include <string>

#include "kpp/admin/groups.hpp"

namespace kpp::tools::groups {

[[nodiscard]] std::string render_text(std::span<const GroupListing> groups);
[[nodiscard]] std::string render_json(std::span<const GroupListing> groups,
                                      std::span<const Error> failures);

}  // namespace kpp::tools::groups
