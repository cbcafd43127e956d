#pragma once

#include <string_view>

namespace kpp::tools::page {

/// The page's style sheet. Light or dark as the reader's system is; colours that people with colour
/// blindness can tell apart, and dashes for what was before.
[[nodiscard]] std::string_view style_sheet();

}  // namespace kpp::tools::page
