#pragma once

#include <string_view>

namespace kpp::tools {

/// A flag among Kafka's reader and formatter properties: "true" in any case and between blanks;
/// anything else is false.
[[nodiscard]] bool is_true(std::string_view text) noexcept;

}  // namespace kpp::tools
