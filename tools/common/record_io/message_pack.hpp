#pragma once

#include <string>
#include <string_view>

namespace kpp::tools {

/// Appends one MessagePack value as JSON text: binary and extension types as base64 strings, numbers that JSON has not
/// (NaN, infinity) as null, text that is no UTF-8 with U+FFFD. False, and nothing appended, for what is no such value, has
/// bytes behind it, names that are no strings, or more than 512 levels.
[[nodiscard]] bool append_message_pack(std::string& out, std::string_view bytes);

}  // namespace kpp::tools
