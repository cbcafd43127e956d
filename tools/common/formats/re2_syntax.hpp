#pragma once

#include <optional>
#include <string_view>

namespace kpp::tools {

/// What is wrong with a regular expression by the rules of RE2/J, the engine that brokers use for
/// the subscriptions of KIP-848 groups; nothing if it is valid. `pattern` is UTF-8.
///
///     re2_syntax_error("a(")      // "missing closing )"
///     re2_syntax_error("(?=a)")   // "invalid or unsupported Perl syntax"
[[nodiscard]] std::optional<std::string_view> re2_syntax_error(std::string_view pattern);

}  // namespace kpp::tools
