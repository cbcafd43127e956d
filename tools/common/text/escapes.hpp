#pragma once
// Bytes that a command line can hardly hold: \n \t \r \0, \xNN, and a backslash before any other sign than a letter or digit for
// that sign.

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace kpp::tools {

/// What is wrong with an escape, as the two parts of a sentence, so that its place can be told between them.
struct EscapeProblem {
  std::string subject;    // "\q"
  std::string predicate;  // "is not known: ..."
};

/// The byte of the escape whose backslash is `text[at]`; `at` is behind it afterwards.
[[nodiscard]] tl::expected<char, EscapeProblem> take_escape(std::string_view text, std::size_t& at);

/// The whole text. The error is a sentence.
[[nodiscard]] tl::expected<std::string, std::string> unescape(std::string_view text);

}  // namespace kpp::tools
