#pragma once

#include <string>
#include <string_view>

namespace kpp::tools {

/// Appends text, which must be UTF-8, as a JSON string; its letters beyond ASCII stay as they are.
void append_json_string(std::string& out, std::string_view text);

}  // namespace kpp::tools
