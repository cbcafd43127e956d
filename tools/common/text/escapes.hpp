#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace kpp::tools {

/// Text in which \n \t \r \0 \\ and \xNN stand for the bytes that a command line can hardly hold. The error is a sentence.
[[nodiscard]] tl::expected<std::string, std::string> unescape(std::string_view text);

}  // namespace kpp::tools
