#include "perf/page/markup.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace kpp::tools::page {

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      case '\n':
      case '\t':
        safe += c;
        break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
          safe += "\uFFFD";
        } else {
          safe += c;
        }
    }
  }
  return safe;
}

std::string coordinate(double value) {
  if (!std::isfinite(value)) return "0";
  const double rounded = std::round(value * 100) / 100;
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 rounded == 0 ? 0.0 : rounded, std::chars_format::fixed)
                       .ptr;
  return {buffer.data(), end};
}

}  // namespace kpp::tools::page
