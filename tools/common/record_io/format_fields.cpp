#include "record_io/format_fields.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <limits>

#include "formats/moment.hpp"
#include "record_io/big_endian.hpp"
#include "record_io/byte_encoding.hpp"

namespace kpp::tools {
namespace {

using Field = FormatField;
using Form = FormatForm;

tl::unexpected<std::string> is_no(const FormatPiece& piece, std::string_view text,
                                  std::string_view what) {
  return tl::unexpected("'" + std::string(text) + "' is no " + std::string(what) + ", as " +
                        piece.source + " wants it");
}

ByteEncoding encoding_of(Form form) noexcept {
  return form == Form::hex      ? ByteEncoding::hex
         : form == Form::base64 ? ByteEncoding::base64
                                : ByteEncoding::plain;
}

std::optional<std::int64_t> decimal(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> number_of(const FormatPiece& piece, std::string_view text) {
  return width_of(piece.form) > 0 ? big_endian(text) : decimal(text);
}

/// By strptime(3), in UTC.
std::optional<Timestamp> time_by_pattern(const std::string& pattern, std::string_view text) {
  std::tm time{};
  time.tm_mday = 1;
  time.tm_year = 70;
  const std::string copy(text);
  const char* rest = ::strptime(copy.c_str(), pattern.c_str(), &time);
  if (rest == nullptr || rest != copy.c_str() + copy.size()) return std::nullopt;
  return static_cast<Timestamp>(::timegm(&time)) * 1000;
}

std::optional<Timestamp> time_by_rfc3339(std::string_view text) {
  return decimal(text) ? std::nullopt : parse_time(text);
}

}  // namespace

void FormatFields::clear() {
  record_ = {};
  headers_.clear();
}

FormatFields::Done FormatFields::set_bytes(const FormatPiece& piece,
                                           std::optional<std::string_view> text,
                                           std::optional<std::string_view>& field,
                                           std::string& decoded) {
  if (text && null_marker_ && *text == *null_marker_) text.reset();
  field = text;
  const ByteEncoding encoding = encoding_of(piece.form);
  if (!text || encoding == ByteEncoding::plain) return {};
  decoded.clear();
  if (!append_decoded(decoded, *text, encoding))
    return tl::unexpected(piece.source + " is not " + std::string(name_of(encoding)));
  field = decoded;
  return {};
}

FormatFields::Done FormatFields::set_headers(const FormatPiece& piece, std::string_view text) {
  const ByteEncoding encoding = encoding_of(piece.form);
  header_values_.clear();
  // Decoding only makes text shorter: what was decoded stays where it is.
  header_values_.reserve(text.size());
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find(','));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return is_no(piece, pair, "header, name=value");
    HeaderView header{pair.substr(0, equals), pair.substr(equals + 1)};
    if (null_marker_ && *header.value == *null_marker_) {
      header.value.reset();
    } else if (encoding != ByteEncoding::plain) {
      const std::size_t begin = header_values_.size();
      if (!append_decoded(header_values_, *header.value, encoding))
        return tl::unexpected("the header " + std::string(header.key) + " is not " +
                              std::string(name_of(encoding)));
      header.value = std::string_view(header_values_).substr(begin);
    }
    headers_.push_back(header);
  }
  record_.headers = headers_;
  return {};
}

FormatFields::Done FormatFields::set_time(const FormatPiece& piece, std::string_view text) {
  if (text.empty() || (null_marker_ && text == *null_marker_)) return {};
  std::optional<Timestamp> time;
  switch (piece.form) {
    case Form::rfc3339:
      time = time_by_rfc3339(text);
      break;
    case Form::strftime:
      time = time_by_pattern(piece.text, text);
      break;
    case Form::seconds:
      if (const auto seconds = decimal(text);
          seconds && *seconds <= std::numeric_limits<Timestamp>::max() / 1000)
        time = *seconds < 0 ? -1 : *seconds * 1000;
      break;
    default:
      time = number_of(piece, text);
  }
  if (!time) return is_no(piece, text, "time");
  // A record that has none is printed as -1.
  if (*time >= 0) record_.timestamp = *time;
  return {};
}

FormatFields::Done FormatFields::set_number(const FormatPiece& piece, std::string_view text) {
  const auto number = number_of(piece, text);
  switch (piece.field) {
    case Field::partition:
      if (text.empty()) return {};
      if (!number || *number > std::numeric_limits<std::int32_t>::max())
        return is_no(piece, text, "partition");
      if (*number >= 0) record_.partition = static_cast<std::int32_t>(*number);
      return {};
    case Field::key_size:
    case Field::value_size:
      if (!number || *number < -1) return is_no(piece, text, "size");
      (piece.field == Field::key_size ? key_size_ : value_size_) = *number;
      return {};
    default:
      // An offset is the broker's to give.
      if (!number) return is_no(piece, text, "number");
      return {};
  }
}

FormatFields::Done FormatFields::set(const FormatPiece& piece,
                                     std::optional<std::string_view> text) {
  switch (piece.field) {
    case Field::literal:
      return {};
    case Field::key:
      return set_bytes(piece, text, record_.key, key_);
    case Field::value:
      return set_bytes(piece, text, record_.value, value_);
    case Field::topic:
      if (!text->empty()) record_.topic = text;
      return {};
    case Field::headers:
      return set_headers(piece, *text);
    case Field::timestamp:
      return set_time(piece, *text);
    default:
      return set_number(piece, *text);
  }
}

std::optional<std::uint64_t> FormatFields::length_of(const FormatPiece& piece) const noexcept {
  const std::int64_t size = piece.field == Field::key ? key_size_ : value_size_;
  if (size < 0) return std::nullopt;
  const auto bytes = static_cast<std::uint64_t>(size);
  switch (piece.form) {
    case Form::hex:
      return bytes * 2;
    case Form::base64:
      return (bytes + 2) / 3 * 4;
    default:
      return bytes;
  }
}

}  // namespace kpp::tools
