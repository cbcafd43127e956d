#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace kpp::tools::console_consumer {

/// A Java regular expression for topic names, which may begin with (?i), as a POSIX extended one, which the client reads. Lazy
/// quantifiers become greedy ones: for whether a whole name matches they are the same. The error is
/// a sentence.
[[nodiscard]] tl::expected<std::string, std::string> posix_pattern(std::string_view java);

}  // namespace kpp::tools::console_consumer
