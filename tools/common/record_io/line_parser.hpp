#pragma once
// What Kafka's LineMessageReader makes of a line: "headers<TAB>key<TAB>value".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/config.hpp"
#include "options/parse.hpp"
#include "record_io/header_splitter.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools {

/// The properties of LineMessageReader, with its defaults.
struct ReaderSettings {
  bool parse_key = false;
  bool parse_headers = false;
  bool ignore_error = false;
  std::string key_separator = "\t";
  std::string headers_delimiter = "\t";
  std::string headers_separator = ",";
  std::string headers_key_separator = ":";
  std::optional<std::string> null_marker{};
};

/// Reads reader properties, later ones winning. Names that mean nothing are put into `unknown`.
[[nodiscard]] tl::expected<ReaderSettings, UsageError> reader_settings(
    const Properties& properties, std::vector<std::string>& unknown);

class LineParser final : public RecordParser {
 public:
  [[nodiscard]] static Result<LineParser> make(ReaderSettings settings);

  /// Bytes that are no UTF-8 are replaced, as Kafka's reader decodes and encodes every line. Errors
  /// are Kafka's sentences, with the line's number.
  [[nodiscard]] Result<ParsedRecord> parse(std::string_view line, std::uint64_t number) override;

  [[nodiscard]] std::uint64_t replaced() const noexcept override { return replaced_; }

 private:
  LineParser(ReaderSettings settings, HeaderSplitter splitter)
      : settings_(std::move(settings)), splitter_(std::move(splitter)) {}
  [[nodiscard]] bool is_null(std::string_view text) const {
    return settings_.null_marker && text == *settings_.null_marker;
  }
  Result<void> parse_headers(std::string_view text, std::uint64_t number);

  ReaderSettings settings_;
  HeaderSplitter splitter_;
  std::vector<std::string_view> pairs_;
  std::vector<HeaderView> headers_;
  std::string decoded_;
  std::uint64_t replaced_ = 0;
};

}  // namespace kpp::tools
