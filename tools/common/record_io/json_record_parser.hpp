#pragma once
// The record in a line of JSON, as JsonFormatter writes it: {"version":1,"topic":...,"key":...,"value":...}.

#include <optional>
#include <string>
#include <vector>

#include "record_io/record_parser.hpp"

namespace kpp::tools {

class JsonRecordParser final : public RecordParser {
 public:
  /// What of a record is taken over beside topic, headers, key and value.
  struct Keep {
    bool partition = false;
    bool timestamp = false;
  };
  explicit JsonRecordParser(Keep keep) : keep_(keep) {}

  /// "value" must be there, null for a tombstone; all else may be missing. A member that no record has is an error, as
  /// it would be lost.
  [[nodiscard]] Result<ParsedRecord> parse(std::string_view line, std::uint64_t number) override;

  /// "\u0000" is one byte.
  [[nodiscard]] std::size_t letters_per_byte() const noexcept override { return 6; }

 private:
  struct Reading;

  Keep keep_;
  // What the last record's views point to.
  std::string topic_;
  std::optional<std::string> key_;
  std::optional<std::string> value_;
  struct Header {
    std::string key;
    std::optional<std::string> value;
  };
  std::vector<Header> headers_;
  std::vector<HeaderView> header_views_;
};

}  // namespace kpp::tools
