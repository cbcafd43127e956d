#pragma once
/// \file
/// JSON as the few places that write it need it.

#include <set>
#include <string>
#include <string_view>

namespace kpp::security {

/// With quotes.
[[nodiscard]] inline std::string json_string(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20) {
      quoted += "\\u00";
      quoted += hex[byte >> 4U];
      quoted += hex[byte & 15U];
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

class JsonObject {
 public:
  /// `value` is JSON itself. A name that is there already keeps its value.
  void add(const std::string& name, std::string_view value) {
    if (!names_.insert(name).second) return;
    members_ += (members_.empty() ? "" : ",") + json_string(name) + ":";
    members_ += value;
  }
  [[nodiscard]] bool has(const std::string& name) const { return names_.contains(name); }
  /// Without the braces, so that more can follow.
  [[nodiscard]] const std::string& text() const noexcept { return members_; }

 private:
  std::set<std::string> names_;
  std::string members_;
};

}  // namespace kpp::security
