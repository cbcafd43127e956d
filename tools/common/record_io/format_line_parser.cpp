#include "record_io/format_line_parser.hpp"

#include <algorithm>

namespace kpp::tools {

std::size_t FormatLineParser::letters_per_byte() const noexcept {
  const bool has_letters = std::ranges::any_of(format_.steps, [](const InputStep& step) {
    return step.piece.form == FormatForm::hex || step.piece.form == FormatForm::base64;
  });
  return has_letters ? 2 : 1;
}

Result<ParsedRecord> FormatLineParser::parse(std::string_view line, std::uint64_t number) {
  const auto wrong = [number](const std::string& what) {
    return kpp::fail(ErrorCode::invalid_record, "Line " + std::to_string(number) + ": " + what);
  };
  fields_.clear();
  for (const InputStep& step : format_.steps) {
    if (step.piece.field == FormatField::literal) {
      if (!line.starts_with(step.piece.text))
        return wrong("there is no '" + step.piece.source + "' where the format has it");
      line.remove_prefix(step.piece.text.size());
      continue;
    }
    std::size_t end = line.size();
    if (step.end == FieldEnd::literal) {
      end = line.find(step.until);
      if (end == std::string_view::npos)
        return wrong("the text behind " + step.piece.source + " is not there");
    }
    if (const auto done = fields_.set(step.piece, line.substr(0, end)); !done)
      return wrong(done.error());
    line.remove_prefix(end);
  }
  return fields_.record();
}

}  // namespace kpp::tools
