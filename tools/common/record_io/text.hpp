#pragma once
// Bytes as text: UTF-8 as Java reads and writes it, base64 and hexadecimal digits.

#include <cstddef>
#include <string>
#include <string_view>

namespace kpp::tools {

/// The bytes from the start that are well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes) noexcept;

[[nodiscard]] inline bool is_utf8(std::string_view bytes) noexcept {
  return valid_utf8_prefix(bytes) == bytes.size();
}

/// Appends the text that Java makes of bytes: what is not UTF-8 becomes U+FFFD, one for each
/// malformed run as Java's decoder counts them (a truncated sequence is one, a stray byte is one).
void append_as_utf8(std::string& out, std::string_view bytes);

/// Appends bytes that are letters of ISO-8859-1.
void append_latin1_as_utf8(std::string& out, std::string_view bytes);

/// Appends base64 with padding (RFC 4648, section 4).
void append_base64(std::string& out, std::string_view bytes);
/// Reads the same; padding may be left out. False for what is no base64.
[[nodiscard]] bool append_from_base64(std::string& out, std::string_view text);

/// Appends two lower-case hexadecimal digits for each byte.
void append_hex(std::string& out, std::string_view bytes);

}  // namespace kpp::tools
