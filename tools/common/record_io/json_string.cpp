#include "record_io/json_string.hpp"

#include <cstdint>
#include <cstring>

namespace kpp::tools {
namespace {

bool is_plain(char letter) noexcept {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20U && byte < 0x80U && byte != '"' && byte != '\\';
}

/// How many bytes from the start are ASCII that JSON takes as it is: eight at a time, since values
/// are mostly nothing else.
std::size_t plain_prefix(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t highs = ones * 0x80U;
  // A high bit for each byte that is zero, in a word whose bytes are below 0x80.
  const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t controls = word - ones * 0x20U;
    if (((word | controls | zeros(word ^ ones * '"') | zeros(word ^ ones * '\\')) & highs) != 0)
      break;
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

void append_escape(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default: {
      constexpr std::string_view hex = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(letter);
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t plain = plain_prefix(text);
    out.append(text, 0, plain);
    if (plain == text.size()) break;
    if (static_cast<unsigned char>(text[plain]) >= 0x80U) {
      out += text[plain];
    } else {
      append_escape(out, text[plain]);
    }
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

}  // namespace kpp::tools
