#pragma once
// How the console producer reads a record from a line: one class per form, chosen once at the start.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kpp/error.hpp"
#include "kpp/record.hpp"

namespace kpp::tools {

/// A record as a line says it; views into the line and the parser, valid until the next `parse`.
struct ParsedRecord {
  std::optional<std::string_view> topic{};  // none: the one of the command line
  std::optional<std::int32_t> partition{};
  std::optional<Timestamp> timestamp{};
  std::optional<std::string_view> key{};
  std::optional<std::string_view> value{};
  std::span<const HeaderView> headers{};
};

class RecordParser {
 public:
  RecordParser() = default;
  RecordParser(RecordParser&&) = default;
  RecordParser& operator=(RecordParser&&) = default;
  RecordParser(const RecordParser&) = delete;
  RecordParser& operator=(const RecordParser&) = delete;
  virtual ~RecordParser() = default;

  /// Errors are sentences that name the line by its number.
  [[nodiscard]] virtual Result<ParsedRecord> parse(std::string_view line, std::uint64_t number) = 0;

  /// How many lines so far had bytes that are no UTF-8 and were replaced.
  [[nodiscard]] virtual std::uint64_t replaced() const noexcept { return 0; }

  /// How many bytes of a line may stand for one byte of a record, at most: a longer line can be no record that is small
  /// enough to be sent.
  [[nodiscard]] virtual std::size_t letters_per_byte() const noexcept { return 1; }
};

}  // namespace kpp::tools
