#pragma once
// Pieces of HTML and SVG.

#include <string>
#include <string_view>

namespace kpp::tools::page {

/// Text as it may stand between tags and inside of quoted attributes. What HTML cannot hold at all,
/// such as control characters, is shown as U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// A coordinate of a chart: at most two digits behind the point.
[[nodiscard]] std::string coordinate(double value);

}  // namespace kpp::tools::page
