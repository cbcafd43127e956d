#include "record_io/pattern_formatter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <utility>

#include "formats/rfc3339.hpp"
#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

using Field = FormatField;
using Form = FormatForm;

std::int64_t size_of(std::optional<std::string_view> bytes) {
  return bytes ? static_cast<std::int64_t>(bytes->size()) : -1;
}

/// As a signed number or as one without a sign.
bool has_room(std::int64_t number, std::size_t width) {
  if (width == sizeof number) return true;
  const std::int64_t values = std::int64_t{1} << (8 * width);
  return number >= -values / 2 && number < values;
}

void append_big_endian(std::string& out, std::int64_t number, std::size_t width) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (std::size_t byte = width; byte > 0; --byte)
    out += static_cast<char>(bits >> (8 * (byte - 1)) & 0xFFU);
}

void append_decimal(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), done.ptr);
}

void append_strftime(std::string& out, const std::string& pattern, std::time_t seconds) {
  // A conversion takes at least two bytes of a pattern, which is short, and gives some thirty at most.
  std::array<char, 2048> text{};
  std::tm parts{};
  if (::gmtime_r(&seconds, &parts) == nullptr) return append_decimal(out, seconds);
  out.append(text.data(), std::strftime(text.data(), text.size(), pattern.c_str(), &parts));
}

}  // namespace

PatternFormatter::PatternFormatter(std::vector<FormatPiece> pieces, FormatterSettings settings)
    : pieces_(std::move(pieces)),
      settings_(std::move(settings)),
      wants_headers_(std::ranges::any_of(
          pieces_, [](const FormatPiece& piece) { return piece.field == Field::headers; })) {}

Result<void> PatternFormatter::append_bytes(FormatForm form,
                                            const std::optional<Deserializer>& deserializer,
                                            std::optional<std::string_view> bytes) {
  if (!bytes) {
    line_ += settings_.null_literal;
  } else if (form == Form::hex) {
    append_hex(line_, *bytes);
  } else if (form == Form::base64) {
    append_base64(line_, *bytes);
  } else if (deserializer) {
    return deserializer->append(line_, *bytes);
  } else {
    line_ += *bytes;
  }
  return {};
}

Result<void> PatternFormatter::append_headers(const FormatPiece& piece,
                                              const RecordFields& record) {
  for (std::size_t i = 0; i < record.headers.size(); ++i) {
    if (i > 0) line_ += settings_.headers_separator;
    line_ += record.headers[i].key;
    line_ += '=';
    auto done = append_bytes(piece.form, settings_.headers_deserializer, record.headers[i].value);
    if (!done) return done;
  }
  return {};
}

Result<void> PatternFormatter::append_number(const FormatPiece& piece, std::int64_t number) {
  const std::size_t width = width_of(piece.form);
  if (width == 0) {
    append_decimal(line_, number);
  } else if (has_room(number, width)) {
    append_big_endian(line_, number, width);
  } else {
    return fail(ErrorCode::invalid_argument,
                std::to_string(number) + " has no room in " + piece.source);
  }
  return {};
}

Result<void> PatternFormatter::append_time(const FormatPiece& piece, const RecordFields& record) {
  const bool known = record.timestamp_type != TimestampType::none;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(
      std::chrono::milliseconds(known ? record.timestamp : -1));
  switch (piece.form) {
    case Form::rfc3339:
      if (!known) {
        line_ += settings_.null_literal;
      } else if (!append_rfc3339(line_, record.timestamp)) {
        append_decimal(line_, record.timestamp);
      }
      return {};
    case Form::strftime:
      if (known) {
        append_strftime(line_, piece.text, seconds.count());
      } else {
        line_ += settings_.null_literal;
      }
      return {};
    case Form::seconds:
      append_decimal(line_, seconds.count());
      return {};
    default:
      return append_number(piece, known ? record.timestamp : -1);
  }
}

Result<void> PatternFormatter::append(const FormatPiece& piece, const RecordFields& record) {
  switch (piece.field) {
    case Field::literal:
      line_ += piece.text;
      return {};
    case Field::key:
      return append_bytes(piece.form, settings_.key_deserializer, record.key);
    case Field::value:
      return append_bytes(piece.form, settings_.value_deserializer, record.value);
    case Field::topic:
      line_ += record.topic;
      return {};
    case Field::partition:
      return append_number(piece, record.partition);
    case Field::offset:
      return append_number(piece, record.offset);
    case Field::timestamp:
      return append_time(piece, record);
    case Field::headers:
      return append_headers(piece, record);
    case Field::key_size:
      return append_number(piece, size_of(record.key));
    case Field::value_size:
      return append_number(piece, size_of(record.value));
  }
  return {};
}

Result<void> PatternFormatter::write(const RecordFields& record, Output& out) {
  line_.clear();
  for (const FormatPiece& piece : pieces_)
    if (auto done = append(piece, record); !done) return done;
  out.write(line_);
  return {};
}

}  // namespace kpp::tools
