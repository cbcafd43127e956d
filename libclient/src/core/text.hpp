#pragma once
// Small things about text that several parts need.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace kpp::core {

/// ASCII only, as property values are.
[[nodiscard]] inline std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

}  // namespace kpp::core
