#pragma once
// From the text of a format's fields to a record.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "record_io/format_string.hpp"
#include "record_io/record_parser.hpp"

namespace kpp::tools {

class FormatFields {
 public:
  /// A key or value that equals the marker is null.
  explicit FormatFields(std::optional<std::string> null_marker)
      : null_marker_(std::move(null_marker)) {}

  void clear();
  /// Takes the text, or the bytes, that stand for a field; nothing for a key or value whose size was negative. The record
  /// points to them. The error says what is wrong with them.
  [[nodiscard]] tl::expected<void, std::string> set(const FormatPiece& piece,
                                                    std::optional<std::string_view> text);
  /// How many bytes of the input a key or value takes, by the size that was read before; nothing for null.
  [[nodiscard]] std::optional<std::uint64_t> length_of(const FormatPiece& piece) const noexcept;
  [[nodiscard]] const ParsedRecord& record() const noexcept { return record_; }

 private:
  using Done = tl::expected<void, std::string>;
  Done set_bytes(const FormatPiece& piece, std::optional<std::string_view> text,
                 std::optional<std::string_view>& field, std::string& decoded);
  Done set_headers(const FormatPiece& piece, std::string_view text);
  Done set_time(const FormatPiece& piece, std::string_view text);
  Done set_number(const FormatPiece& piece, std::string_view text);

  std::optional<std::string> null_marker_;
  ParsedRecord record_;
  std::int64_t key_size_ = 0;
  std::int64_t value_size_ = 0;
  // What the record points to, where it is not the input.
  std::string key_;
  std::string value_;
  std::vector<HeaderView> headers_;
  std::string header_values_;
};

}  // namespace kpp::tools
