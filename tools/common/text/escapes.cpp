#include "text/escapes.hpp"

#include <charconv>

namespace kpp::tools {

tl::expected<std::string, std::string> unescape(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      plain += text[at];
      continue;
    }
    if (++at == text.size())
      return tl::unexpected(std::string("the backslash at its end escapes nothing"));
    switch (text[at]) {
      case 'n':
        plain += '\n';
        break;
      case 't':
        plain += '\t';
        break;
      case 'r':
        plain += '\r';
        break;
      case '0':
        plain += '\0';
        break;
      case '\\':
        plain += '\\';
        break;
      case 'x': {
        const std::string_view digits = text.substr(at + 1, 2);
        unsigned byte = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (error != std::errc{} || end != digits.data() + 2)
          return tl::unexpected(std::string("\\x needs two hexadecimal digits"));
        plain += static_cast<char>(byte);
        at += 2;
        break;
      }
      default:
        return tl::unexpected("\\" + std::string(1, text[at]) +
                              " is not known; there are \\n, \\t, \\r, \\0, \\\\ and \\xNN");
    }
  }
  return plain;
}

}  // namespace kpp::tools
