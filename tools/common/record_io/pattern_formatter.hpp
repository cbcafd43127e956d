#pragma once

#include <string>
#include <vector>

#include "record_io/default_formatter.hpp"
#include "record_io/format_string.hpp"
#include "record_io/record_formatter.hpp"

namespace kpp::tools {

/// Prints records by a format string. Nothing is added: not a separator, not a newline.
///
/// Of the settings it takes the deserializers, for keys, values and headers without a modifier, the null literal and the
/// separator of headers.
class PatternFormatter final : public RecordFormatter {
 public:
  PatternFormatter(std::vector<FormatPiece> pieces, FormatterSettings settings);
  [[nodiscard]] bool wants_headers() const noexcept override { return wants_headers_; }
  /// Fails where a deserializer does, and where a number has no room in the bytes it is to have.
  [[nodiscard]] Result<void> write(const RecordFields& record, Output& out) override;

 private:
  Result<void> append(const FormatPiece& piece, const RecordFields& record);
  Result<void> append_bytes(FormatForm form, const std::optional<Deserializer>& deserializer,
                            std::optional<std::string_view> bytes);
  Result<void> append_headers(const FormatPiece& piece, const RecordFields& record);
  Result<void> append_number(const FormatPiece& piece, std::int64_t number);
  Result<void> append_time(const FormatPiece& piece, const RecordFields& record);

  std::vector<FormatPiece> pieces_;
  FormatterSettings settings_;
  bool wants_headers_ = false;
  std::string line_;
};

}  // namespace kpp::tools
