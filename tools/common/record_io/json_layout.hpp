#pragma once

#include <string>
#include <string_view>

namespace kpp::tools {

struct JsonLayout {
  bool indented = false;  // one member a line, two blanks deeper in each object and array
  bool coloured = false;  // by ANSI escape sequences
};

/// Appends JSON text, which must be valid, in another layout. Nothing but blanks between tokens and colours changes: not
/// the order of members, nor how a number or a string is written. What lies deeper than 64 levels stays on one line.
void append_json(std::string& out, std::string_view json, JsonLayout layout);

}  // namespace kpp::tools
