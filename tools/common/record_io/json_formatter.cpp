#include "record_io/json_formatter.hpp"

#include <array>
#include <charconv>

#include "record_io/json_layout.hpp"
#include "record_io/json_string.hpp"
#include "record_io/text.hpp"

// Written by hand and not through nlohmann/json: this is the path that every record takes, and the
// bytes go from the fetched batch into one reused line without a tree in between.

namespace kpp::tools {
namespace {

/// `"name":...` and, where needed, the mark of its encoding.
void append_bytes(std::string& out, std::string_view name, std::optional<std::string_view> bytes) {
  out += '"';
  out += name;
  out += "\":";
  if (!bytes) {
    out += "null";
  } else if (is_utf8(*bytes)) {
    append_json_string(out, *bytes);
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
  append_json_string(line_, record.topic);
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
  if (!coloured_) {
    out.write(line_);
    return {};
  }
  coloured_line_.clear();
  append_json(coloured_line_, line_, {.indented = false, .coloured = true});
  out.write(coloured_line_);
  return {};
}

}  // namespace kpp::tools
