#include "record_io/format_input.hpp"

#include <algorithm>

namespace kpp::tools {
namespace {

using Field = FormatField;

std::string named(const FormatPiece& piece) {
  return piece.source + " at position " + std::to_string(piece.at);
}

/// What %K and %S say the size of.
Field sized_by(Field field) noexcept {
  return field == Field::key_size     ? Field::key
         : field == Field::value_size ? Field::value
                                      : Field::literal;
}

}  // namespace

bool InputFormat::has(FormatField field) const noexcept {
  return std::ranges::any_of(steps,
                             [field](const InputStep& step) { return step.piece.field == field; });
}

tl::expected<InputFormat, std::string> input_format(const std::vector<FormatPiece>& pieces) {
  InputFormat format;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const FormatPiece& piece = pieces[i];
    InputStep step{piece};
    if (piece.field == Field::literal) {
      format.steps.push_back(std::move(step));
      continue;
    }
    const auto is_here_before = [&](auto matches) {
      return std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i), matches);
    };
    if (is_here_before([&](const FormatPiece& other) { return other.field == piece.field; }))
      return tl::unexpected(named(piece) + ": a record has that but once");
    const bool is_sized = is_here_before(
        [&](const FormatPiece& other) { return sized_by(other.field) == piece.field; });
    if (width_of(piece.form) > 0) {
      step.end = FieldEnd::width;
    } else if (is_sized) {
      step.end = FieldEnd::size;
    } else if (i + 1 < pieces.size()) {
      if (pieces[i + 1].field != Field::literal)
        return tl::unexpected(named(piece) + " is followed by " + pieces[i + 1].source +
                              ": a text between them, or a size in front, must say where it ends");
      step.end = FieldEnd::literal;
      step.until = pieces[i + 1].text;
    }
    format.counted = format.counted || step.end == FieldEnd::width || step.end == FieldEnd::size;
    format.steps.push_back(std::move(step));
  }
  if (!format.has(Field::key) && !format.has(Field::value))
    return tl::unexpected(std::string("there is neither a key (%k) nor a value (%s) to read"));
  if (!format.counted && format.steps.back().piece.field == Field::literal) {
    // The text at the end is what stands between two records.
    format.terminator = format.steps.back().piece.text;
    format.steps.pop_back();
    format.steps.back().end = FieldEnd::record;
  }
  return format;
}

}  // namespace kpp::tools
