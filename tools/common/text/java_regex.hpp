#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace kpp::tools {

/// A regular expression of java.util.regex in the words of ECMAScript, which std::regex reads.
struct TranslatedRegex {
  std::string ecmascript;
  bool ignore_case = false;  // it began with (?i)
};

struct RegexProblem {
  enum class Kind : std::uint8_t {
    invalid,     // Java refuses it, too
    unsupported  // Java accepts it; here it would mean something else, or nothing
  };
  Kind kind;
  std::string what;  // for `unsupported`: "a back reference"
};

/// Covers what Java and ECMAScript share, and of Java's own: \Q...\E, \A \z \Z, \p{Alpha} and its like, named groups,
/// (?i) at the beginning, and '-' and ']' as plain members of a class. ASCII only, as topic names are.
[[nodiscard]] tl::expected<TranslatedRegex, RegexProblem> translate_java_regex(
    std::string_view java);

}  // namespace kpp::tools
