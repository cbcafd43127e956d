#include "record_io/json_formatter.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "record_io/text.hpp"

// Written by hand and not through nlohmann/json: this is the path that every record takes, and the
// bytes go from the fetched batch into one reused line without a tree in between.

namespace kpp::tools {
namespace {

bool is_plain(char letter) noexcept {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20U && byte < 0x80U && byte != '"' && byte != '\\';
}

/// How many bytes from the start are ASCII that JSON takes as it is: eight at a time, since values
/// are mostly nothing else.
std::size_t plain_prefix(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t highs = ones * 0x80U;
  // A high bit for each byte that is zero, in a word whose bytes are below 0x80.
  const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    const std::uint64_t controls = word - ones * 0x20U;
    if (((word | controls | zeros(word ^ ones * '"') | zeros(word ^ ones * '\\')) & highs) != 0)
      break;
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

void append_escape(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default: {
      constexpr std::string_view hex = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(letter);
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
}

/// Text that is UTF-8; its beyond-ASCII letters stay as they are.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t plain = plain_prefix(text);
    out.append(text, 0, plain);
    if (plain == text.size()) break;
    if (static_cast<unsigned char>(text[plain]) >= 0x80U) {
      out += text[plain];
    } else {
      append_escape(out, text[plain]);
    }
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

/// `"name":...` and, where needed, the mark of its encoding.
void append_bytes(std::string& out, std::string_view name, std::optional<std::string_view> bytes) {
  out += '"';
  out += name;
  out += "\":";
  if (!bytes) {
    out += "null";
  } else if (is_utf8(*bytes)) {
    append_string(out, *bytes);
  } else {
    out += '"';
    append_base64(out, *bytes);
    out += "\",\"";
    out += name;
    out += R"(_encoding":"base64")";
  }
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 24> digits{};
  const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), done.ptr);
}

}  // namespace

Result<void> JsonFormatter::write(const RecordFields& record, Output& out) {
  line_ = R"({"version":1,"topic":)";
  append_string(line_, record.topic);
  line_ += ",\"partition\":";
  append_number(line_, record.partition);
  line_ += ",\"offset\":";
  append_number(line_, record.offset);
  line_ += ",\"timestamp\":";
  if (record.timestamp_type == TimestampType::none) {
    line_ += R"(null,"timestamp_type":null)";
  } else {
    append_number(line_, record.timestamp);
    line_ += record.timestamp_type == TimestampType::create_time
                 ? R"(,"timestamp_type":"create_time")"
                 : R"(,"timestamp_type":"log_append_time")";
  }
  line_ += ",\"headers\":[";
  for (std::size_t i = 0; i < record.headers.size(); ++i) {
    line_ += i > 0 ? ",{" : "{";
    append_bytes(line_, "key", record.headers[i].key);
    line_ += ',';
    append_bytes(line_, "value", record.headers[i].value);
    line_ += '}';
  }
  line_ += "],";
  append_bytes(line_, "key", record.key);
  line_ += ',';
  append_bytes(line_, "value", record.value);
  line_ += "}\n";
  out.write(line_);
  return {};
}

}  // namespace kpp::tools
