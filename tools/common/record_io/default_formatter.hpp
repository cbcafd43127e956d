#pragma once
// The form of Kafka's DefaultMessageFormatter, and the LoggingMessageFormatter around it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/config.hpp"
#include "options/parse.hpp"
#include "record_io/deserializer.hpp"
#include "record_io/record_formatter.hpp"

namespace kpp::tools {

/// The properties of DefaultMessageFormatter, with its defaults.
struct FormatterSettings {
  bool print_timestamp = false;
  bool print_partition = false;
  bool print_offset = false;
  bool print_delivery = false;
  bool print_epoch = false;
  bool print_headers = false;
  bool print_key = false;
  bool print_value = true;
  std::string key_separator = "\t";
  std::string line_separator = "\n";
  std::string headers_separator = ",";
  std::string null_literal = "null";
  std::optional<Deserializer> key_deserializer{};
  std::optional<Deserializer> value_deserializer{};
  std::optional<Deserializer> headers_deserializer{};
};

/// Reads formatter properties, later ones winning. Names that mean nothing are put into `unknown`.
[[nodiscard]] tl::expected<FormatterSettings, UsageError> formatter_settings(
    const Properties& properties, std::vector<std::string>& unknown);

/// Columns joined by the key separator, each record ended by the line separator. Bytes are written
/// as they are unless a deserializer was named.
class DefaultFormatter final : public RecordFormatter {
 public:
  explicit DefaultFormatter(FormatterSettings settings);
  [[nodiscard]] bool wants_headers() const noexcept override { return settings_.print_headers; }
  [[nodiscard]] Result<void> write(const RecordFields& record, Output& out) override;

 private:
  enum class Column : unsigned char {
    timestamp,
    partition,
    offset,
    delivery,
    epoch,
    headers,
    key,
    value,
  };
  /// The text of a field: the bytes themselves, or what a deserializer made of them in `scratch`.
  Result<std::string_view> text(const std::optional<Deserializer>& deserializer,
                                std::optional<std::string_view> bytes, std::string& scratch) const;
  Result<void> prepare_headers(const RecordFields& record);
  void write_column(Column column, const RecordFields& record, Output& out);

  FormatterSettings settings_;
  std::vector<Column> columns_;
  bool only_raw_value_ = false;
  std::string headers_text_;
  std::string key_scratch_;
  std::string value_scratch_;
  std::string_view key_text_;
  std::string_view value_text_;
};

/// The default form on stdout, and beside it one line a record for the log, on stderr.
class LoggingFormatter final : public RecordFormatter {
 public:
  LoggingFormatter(FormatterSettings settings, Output& log)
      : default_(std::move(settings)), log_(log) {}
  [[nodiscard]] bool wants_headers() const noexcept override { return default_.wants_headers(); }
  [[nodiscard]] Result<void> write(const RecordFields& record, Output& out) override;

 private:
  DefaultFormatter default_;
  Output& log_;
  std::string line_;
};

}  // namespace kpp::tools
