#include "text/escapes.hpp"

#include <cctype>
#include <charconv>
#include <utility>

namespace kpp::tools {
namespace {

tl::unexpected<EscapeProblem> problem(std::string subject, std::string predicate) {
  return tl::unexpected(EscapeProblem{std::move(subject), std::move(predicate)});
}

}  // namespace

tl::expected<char, EscapeProblem> take_escape(std::string_view text, std::size_t& at) {
  if (at + 1 == text.size())
    return problem("the backslash at the end", "escapes nothing; \\\\ is a backslash");
  const char letter = text[at + 1];
  at += 2;
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '0':
      return '\0';
    case 'x': {
      const std::string_view digits = text.substr(at, 2);
      unsigned byte = 0;
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
      if (error != std::errc{} || end != digits.data() + 2)
        return problem("\\x", "needs two hexadecimal digits");
      at += 2;
      return static_cast<char>(byte);
    }
    default:
      if (std::isalnum(static_cast<unsigned char>(letter)) == 0) return letter;
      return problem("\\" + std::string(1, letter),
                     "is not known: there are \\n, \\t, \\r, \\0, \\xNN and \\\\");
  }
}

tl::expected<std::string, std::string> unescape(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      plain += text[at++];
      continue;
    }
    const auto byte = take_escape(text, at);
    if (!byte) return tl::unexpected(byte.error().subject + ' ' + byte.error().predicate);
    plain += *byte;
  }
  return plain;
}

}  // namespace kpp::tools
