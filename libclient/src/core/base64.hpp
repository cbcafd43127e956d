#pragma once
/// \file
/// Base64, plain and as URLs have it (RFC 4648). In the header whole, for libraries that see of core only what it exports.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kpp {

namespace base64_digits {
inline constexpr std::string_view plain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

inline std::string encode(std::string_view bytes, std::string_view digits) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) text += digits[bits >> (held - 6) & 63U];
  }
  if (held > 0) text += digits[bits << (6 - held) & 63U];
  return text;
}

/// Nothing for what is no Base64 in these digits.
inline std::optional<std::string> decode(std::string_view text, std::string_view digits) {
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> held & 255U);
    }
  }
  return bytes;
}
}  // namespace base64_digits

[[nodiscard]] inline std::string base64(std::string_view bytes) {
  std::string text = base64_digits::encode(bytes, base64_digits::plain);
  while (text.size() % 4 != 0) text += '=';
  return text;
}

/// Without padding.
[[nodiscard]] inline std::string base64url(std::string_view bytes) {
  return base64_digits::encode(bytes, base64_digits::url);
}

[[nodiscard]] inline std::optional<std::string> from_base64(std::string_view text) {
  return base64_digits::decode(text, base64_digits::plain);
}

[[nodiscard]] inline std::optional<std::string> from_base64url(std::string_view text) {
  return base64_digits::decode(text, base64_digits::url);
}

}  // namespace kpp
