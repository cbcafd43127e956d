#pragma once

#include <string>

#include "record_io/format_fields.hpp"
#include "record_io/format_input.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools {

/// The record in a line, by a format in which texts divide the fields. Bytes stay as they are.
class FormatLineParser final : public RecordParser {
 public:
  FormatLineParser(InputFormat format, std::optional<std::string> null_marker)
      : format_(std::move(format)), fields_(std::move(null_marker)) {}

  [[nodiscard]] Result<ParsedRecord> parse(std::string_view line, std::uint64_t number) override;
  [[nodiscard]] std::size_t letters_per_byte() const noexcept override;

 private:
  InputFormat format_;
  FormatFields fields_;
};

}  // namespace kpp::tools
