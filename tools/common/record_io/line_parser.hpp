#pragma once
// What Kafka's LineMessageReader makes of a line: "headers<TAB>key<TAB>value"; and, in the same spirit, partition and
// time in front of them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/config.hpp"
#include "options/parse.hpp"
#include "record_io/byte_encoding.hpp"
#include "record_io/header_splitter.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools {

/// The properties of LineMessageReader, with its defaults, and ours.
struct ReaderSettings {
  bool parse_timestamp = false;  // ours
  bool parse_partition = false;  // ours
  bool parse_key = false;
  bool parse_headers = false;
  bool ignore_error = false;
  std::string key_separator = "\t";
  std::string headers_delimiter = "\t";
  std::string headers_separator = ",";
  std::string headers_key_separator = ":";
  std::optional<std::string> null_marker{};
  ByteEncoding encoding = ByteEncoding::plain;  // of key and value
  bool keep_bytes = false;                      // what is no UTF-8 stays as it is
};

/// Reads reader properties, later ones winning. Names that mean nothing are put into `unknown`.
[[nodiscard]] tl::expected<ReaderSettings, UsageError> reader_settings(
    const Properties& properties, std::vector<std::string>& unknown);

class LineParser final : public RecordParser {
 public:
  [[nodiscard]] static Result<LineParser> make(ReaderSettings settings);

  /// Bytes that are no UTF-8 are replaced, as Kafka's reader decodes and encodes every line, unless they are to be kept.
  /// Errors are Kafka's sentences, with the line's number.
  [[nodiscard]] Result<ParsedRecord> parse(std::string_view line, std::uint64_t number) override;

  [[nodiscard]] std::uint64_t replaced() const noexcept override { return replaced_; }
  [[nodiscard]] std::size_t letters_per_byte() const noexcept override {
    return settings_.encoding == ByteEncoding::plain ? 1 : 2;
  }

 private:
  LineParser(ReaderSettings settings, HeaderSplitter splitter)
      : settings_(std::move(settings)), splitter_(std::move(splitter)) {}
  [[nodiscard]] bool is_null(std::string_view text) const {
    return settings_.null_marker && text == *settings_.null_marker;
  }
  /// The line while it is taken apart.
  struct Cursor {
    std::string_view line;
    std::string_view rest;
    std::uint64_t number;
  };
  Result<std::optional<std::string_view>> take(Cursor& at, const std::string& separator,
                                               std::string_view name) const;
  Result<void> parse_place(Cursor& at, ParsedRecord& parsed) const;
  Result<void> parse_headers(std::string_view text, std::uint64_t number);
  Result<std::optional<std::string_view>> decoded(std::string_view text, std::string_view name,
                                                  std::string& bytes, std::uint64_t number) const;

  ReaderSettings settings_;
  HeaderSplitter splitter_;
  std::vector<std::string_view> pairs_;
  std::vector<HeaderView> headers_;
  std::string as_utf8_;
  std::string key_;
  std::string value_;
  std::uint64_t replaced_ = 0;
};

}  // namespace kpp::tools
