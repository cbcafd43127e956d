#include "record_io/byte_encoding.hpp"

#include <algorithm>

#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

constexpr std::string_view blanks = " \t\r\n";

int digit_value(char letter) noexcept {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

bool append_from_hex(std::string& out, std::string_view text) {
  int high = -1;
  for (const char letter : text) {
    if (blanks.find(letter) != std::string_view::npos) continue;
    const int digit = digit_value(letter);
    if (digit < 0) return false;
    if (high < 0) {
      high = digit;
    } else {
      out += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  return high < 0;
}

}  // namespace

bool append_decoded(std::string& out, std::string_view text, ByteEncoding encoding) {
  switch (encoding) {
    case ByteEncoding::plain:
      out.append(text);
      return true;
    case ByteEncoding::hex:
      return append_from_hex(out, text);
    case ByteEncoding::base64:
      break;
  }
  if (text.find_first_of(blanks) == std::string_view::npos) return append_from_base64(out, text);
  std::string letters(text);
  std::erase_if(letters, [](char letter) { return blanks.find(letter) != std::string_view::npos; });
  return append_from_base64(out, letters);
}

std::string_view name_of(ByteEncoding encoding) noexcept {
  switch (encoding) {
    case ByteEncoding::plain:
      break;
    case ByteEncoding::hex:
      return "hexadecimal";
    case ByteEncoding::base64:
      return "base64";
  }
  return "text";
}

}  // namespace kpp::tools
