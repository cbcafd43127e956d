#include "record_io/flags.hpp"

#include <algorithm>
#include <cctype>

namespace kpp::tools {

bool is_true(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return false;
  text = text.substr(first, text.find_last_not_of(blanks) - first + 1);
  return std::ranges::equal(text, std::string_view("true"), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
}

}  // namespace kpp::tools
