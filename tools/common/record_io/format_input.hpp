#pragma once
// A format string as the console producer reads by it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "record_io/format_string.hpp"

namespace kpp::tools {

/// Where a field ends.
enum class FieldEnd : std::uint8_t {
  width,    // it is a number of so many bytes
  size,     // a field in front says how many bytes it has
  literal,  // where the text behind it begins
  record,   // where the record ends
};

struct InputStep {
  FormatPiece piece;
  FieldEnd end = FieldEnd::record;
  std::string until{};  // with FieldEnd::literal
};

struct InputFormat {
  std::vector<InputStep> steps;
  /// Bytes are counted, so that nothing but the format itself says where a record ends.
  bool counted = false;
  /// What ends a record where bytes are not counted; empty: the end of a line.
  std::string terminator{};
  [[nodiscard]] bool has(FormatField field) const noexcept;
};

/// The rules: a field ends where the text behind it begins, or has the size that %K or %S in front of it says, or is a
/// number of fixed width; the last may go to the end of the line. The error is a sentence that names the field for which
/// none of these holds.
[[nodiscard]] tl::expected<InputFormat, std::string> input_format(
    const std::vector<FormatPiece>& pieces);

}  // namespace kpp::tools
