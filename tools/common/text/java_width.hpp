#pragma once
// Columns as Java's String.format makes them.

#include <cstddef>
#include <string>
#include <string_view>

namespace kpp::tools {

/// The length that Java gives a string: UTF-16 units. Kafka's column widths count in these.
[[nodiscard]] constexpr std::size_t java_width(std::string_view utf8) noexcept {
  std::size_t width = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    const bool starts_letter = (byte & 0xC0U) != 0x80U;
    if (starts_letter) width += byte >= 0xF0U ? 2 : 1;
  }
  return width;
}

/// Appends `text` and blanks up to `width`: Java's "%-Ns".
inline void append_padded(std::string& out, std::string_view text, std::size_t width) {
  out += text;
  const std::size_t used = java_width(text);
  if (used < width) out.append(width - used, ' ');
}

}  // namespace kpp::tools
