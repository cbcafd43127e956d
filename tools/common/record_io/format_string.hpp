#pragma once
// The strings of --format: one grammar for both consoles, for what is printed of a record and for how one is read.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace kpp::tools {

enum class FormatField : std::uint8_t {
  literal,
  key,
  value,
  topic,
  partition,
  offset,
  timestamp,
  headers,
  key_size,
  value_size,
};

/// What stands in braces behind a letter.
enum class FormatForm : std::uint8_t {
  text,  // none: bytes as they are, numbers in decimal, a timestamp in milliseconds
  hex,
  base64,
  be16,  // big-endian bytes
  be32,
  be64,
  seconds,
  rfc3339,
  strftime,
};

/// One step of a format.
struct FormatPiece {
  FormatField field = FormatField::literal;
  FormatForm form = FormatForm::text;
  std::string text{};    // a literal's, its escapes resolved; strftime's pattern
  std::string source{};  // as it was written, for errors
  std::size_t at = 1;    // where in the format it begins; 1 is the first byte
  friend bool operator==(const FormatPiece&, const FormatPiece&) = default;
};

/// kcat's letters, each with at most one modifier behind it:
///
/// - %k key, %s or %v value: {hex} {base64}
/// - %h headers, name=value,name=value: the same, for their values
/// - %t topic
/// - %p partition, %o offset, %K and %S (or %V) sizes of key and value: {be16} {be32} {be64}
/// - %T timestamp: the same, {ms} {s} {rfc3339} {strftime:PATTERN}
/// - %R, kcat's: %S{be32}
/// - %% and the escapes \n \t \r \0 \xNN; a backslash before a sign that is no letter and no digit stands for that sign
///
/// Literals that follow each other are one piece. The error is a sentence that says where.
[[nodiscard]] tl::expected<std::vector<FormatPiece>, std::string> parse_format(
    std::string_view format);

/// How many bytes be16, be32 and be64 are; 0 for every other form.
[[nodiscard]] constexpr std::size_t width_of(FormatForm form) noexcept {
  switch (form) {
    case FormatForm::be16:
      return 2;
    case FormatForm::be32:
      return 4;
    case FormatForm::be64:
      return 8;
    default:
      return 0;
  }
}

}  // namespace kpp::tools
