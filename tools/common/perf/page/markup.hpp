#pragma once
// Pieces of HTML and SVG.

#include <initializer_list>
#include <string>
#include <string_view>

namespace kpp::tools::page {

/// Text as it may stand between tags and inside of quoted attributes. What HTML cannot hold at all,
/// such as control characters, is shown as U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// Appends all parts, without a string in between.
inline void add(std::string& text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) text += part;
}

/// A coordinate of a chart: at most two digits behind the point.
[[nodiscard]] std::string coordinate(double value);

}  // namespace kpp::tools::page
