#include "kpp/types.hpp"

namespace kpp {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t text_length = 22;  // 16 bytes in base64 without padding

}  // namespace

std::string Uuid::to_string() const {
  std::string text;
  text.reserve(text_length);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const std::byte byte : bytes) {
    bits = (bits << 8U) | std::to_integer<std::uint32_t>(byte);
    count += 8;
    while (count >= 6) {
      count -= 6;
      text += alphabet[(bits >> count) & 0x3FU];
    }
  }
  text += alphabet[(bits << (6 - count)) & 0x3FU];
  return text;
}

Result<Uuid> Uuid::parse(std::string_view text) {
  const auto invalid = [&] {
    std::string sentence("'");  // not operator+: g++ 12 warns of what it inlines there
    sentence.append(text).append("' is not a uuid in URL-safe base64");
    return fail(ErrorCode::invalid_argument, std::move(sentence));
  };
  // Java's encoder writes no padding, its decoder takes some.
  while (text.size() > text_length && text.ends_with('=')) text.remove_suffix(1);
  if (text.size() != text_length) return invalid();
  Uuid id;
  std::uint32_t bits = 0;
  unsigned count = 0;
  std::size_t next = 0;
  for (const char letter : text) {
    const std::size_t value = alphabet.find(letter);
    if (value == std::string_view::npos) return invalid();
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      id.bytes[next++] = static_cast<std::byte>((bits >> count) & 0xFFU);
    }
  }
  return id;
}

}  // namespace kpp
