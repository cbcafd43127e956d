#include "record_io/text.hpp"

#include <cstdint>
#include <cstring>

namespace kpp::tools {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

unsigned byte_at(std::string_view bytes, std::size_t at) noexcept {
  return static_cast<unsigned char>(bytes[at]);
}

bool continues(std::string_view bytes, std::size_t at) noexcept {
  return at < bytes.size() && (byte_at(bytes, at) & 0xC0U) == 0x80U;
}

/// The range that the second byte must lie in (Unicode 15, table 3-7).
bool second_fits(unsigned first, unsigned second) noexcept {
  switch (first) {
    case 0xE0U:
      return second >= 0xA0U && second <= 0xBFU;
    case 0xF0U:
      return second >= 0x90U && second <= 0xBFU;
    case 0xF4U:
      return second >= 0x80U && second <= 0x8FU;
    default:
      return (second & 0xC0U) == 0x80U;
  }
}

std::size_t sequence_length(unsigned first) noexcept {
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return 2;
  if (first >= 0xE0U && first <= 0xEFU) return 3;
  if (first >= 0xF0U && first <= 0xF4U) return 4;
  return 0;
}

/// Length of the well-formed character at `at`; 0 if there is none.
std::size_t character(std::string_view bytes, std::size_t at) noexcept {
  const unsigned first = byte_at(bytes, at);
  const std::size_t length = sequence_length(first);
  if (length < 2) return length;
  if (at + length > bytes.size() || !second_fits(first, byte_at(bytes, at + 1))) return 0;
  if (first == 0xEDU && byte_at(bytes, at + 1) >= 0xA0U) return 0;  // a surrogate
  for (std::size_t i = 2; i < length; ++i)
    if (!continues(bytes, at + i)) return 0;
  return length;
}

/// How many bytes Java's decoder drops for one U+FFFD. It looks at the second byte by the rules
/// above, except that a whole surrogate is one error of three bytes.
std::size_t malformed(std::string_view bytes, std::size_t at) noexcept {
  const std::size_t length = sequence_length(byte_at(bytes, at));
  if (length < 3 || at + 1 >= bytes.size() ||
      !second_fits(byte_at(bytes, at), byte_at(bytes, at + 1)))
    return 1;
  std::size_t count = 2;
  while (count < length && continues(bytes, at + count)) ++count;
  return count;
}

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) noexcept {
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t word = 0;
    while (at + sizeof word <= bytes.size()) {
      std::memcpy(&word, bytes.data() + at, sizeof word);
      if ((word & high_bits) != 0) break;
      at += sizeof word;
    }
    // The rest of the block, or the tail, character by character.
    const std::size_t stop = at + sizeof word;
    while (at < bytes.size() && at < stop) {
      const std::size_t length = character(bytes, at);
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}

void append_as_utf8(std::string& out, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t good = valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, good));
    if (good == bytes.size()) return;
    out.append("\xEF\xBF\xBD");
    bytes.remove_prefix(good + malformed(bytes, good));
  }
}

void append_latin1_as_utf8(std::string& out, std::string_view bytes) {
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80U) {
      out += letter;
    } else {
      out += static_cast<char>(0xC0U | byte >> 6U);
      out += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
}

void append_base64(std::string& out, std::string_view bytes) {
  out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
  std::size_t at = 0;
  for (; at + 2 < bytes.size(); at += 3) {
    const unsigned group =
        byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    for (const unsigned shift : {18U, 12U, 6U, 0U}) out += letters[group >> shift & 0x3FU];
  }
  const std::size_t left = bytes.size() - at;
  if (left == 0) return;
  const unsigned group =
      byte_at(bytes, at) << 16U | (left == 2 ? byte_at(bytes, at + 1) << 8U : 0U);
  out += letters[group >> 18U & 0x3FU];
  out += letters[group >> 12U & 0x3FU];
  out += left == 2 ? letters[group >> 6U & 0x3FU] : '=';
  out += '=';
}

bool append_from_base64(std::string& out, std::string_view text) {
  if (text.size() % 4 == 0 && text.ends_with("==")) {
    text.remove_suffix(2);
  } else if (text.size() % 4 == 0 && text.ends_with('=')) {
    text.remove_suffix(1);
  }
  if (text.size() % 4 == 1) return false;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char letter : text) {
    const std::size_t value = letters.find(letter);
    if (value == std::string_view::npos) return false;
    bits = bits << 6U | static_cast<unsigned>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
  }
  return true;
}

void append_hex(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char byte : bytes) {
    const auto bits = static_cast<unsigned char>(byte);
    out += digits[bits >> 4U];
    out += digits[bits & 0xFU];
  }
}

}  // namespace kpp::tools
