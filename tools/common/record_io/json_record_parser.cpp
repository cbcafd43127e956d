#include "record_io/json_record_parser.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "record_io/text.hpp"

namespace kpp::tools {
namespace {

using Json = nlohmann::json;

constexpr int known_version = 1;

/// Its text is what is wrong with a line, without the line's number.
using Problem = std::string;
template <class T>
using Read = tl::expected<T, Problem>;

tl::unexpected<Problem> wrong(std::string what) {
  return tl::unexpected(std::move(what));
}

std::string in_quotes(std::string_view name) {
  return '"' + std::string(name) + '"';
}

Read<Json> object_of(std::string_view line) {
  try {
    Json object = Json::parse(line);
    if (!object.is_object()) return wrong("this is no JSON object");
    return object;
  } catch (const Json::parse_error& error) {
    return wrong("column " + std::to_string(error.byte) + ": malformed JSON");
  }
}

Read<void> check_names(const Json& object, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : object.items())
    if (std::ranges::find(known, name) == known.end())
      return wrong(in_quotes(name) + " is not known");
  return {};
}

/// Null where there is none.
Json* find(Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// Text, or bytes as the mark beside it says.
Read<std::optional<std::string>> bytes_of(Json& object, const char* name) {
  Json* given = find(object, name);
  if (given == nullptr) return std::nullopt;
  if (!given->is_string()) return wrong(in_quotes(name) + " is neither a string nor null");
  std::string text = std::move(given->get_ref<std::string&>());
  const std::string mark = std::string(name) + "_encoding";
  const Json* encoding = find(object, mark);
  if (encoding == nullptr) return text;
  if (*encoding != "base64") return wrong(in_quotes(mark) + " is not \"base64\"");
  std::string bytes;
  if (!append_from_base64(bytes, text)) return wrong(in_quotes(name) + " is not base64");
  return bytes;
}

Read<std::optional<std::int64_t>> number_of(Json& object, const char* name, std::int64_t most) {
  const Json* given = find(object, name);
  if (given == nullptr) return std::nullopt;
  const bool fits = given->is_number_integer() &&
                    (!given->is_number_unsigned() ||
                     given->get<std::uint64_t>() <= static_cast<std::uint64_t>(most));
  const std::int64_t number = fits ? given->get<std::int64_t>() : -1;
  if (number < 0) return wrong(in_quotes(name) + " is not a number that a record can have");
  return number;
}

}  // namespace

struct JsonRecordParser::Reading {
  JsonRecordParser& parser;

  Read<ParsedRecord> record(std::string_view line) {
    auto object = object_of(line);
    if (!object) return wrong(object.error());
    if (auto known = check_names(
            *object, {"version", "topic", "partition", "offset", "timestamp", "timestamp_type",
                      "headers", "key", "key_encoding", "value", "value_encoding"});
        !known)
      return wrong(known.error());
    if (const Json* version = find(*object, "version");
        version != nullptr && *version != known_version)
      return wrong("this version of records is not known");
    if (!object->contains("value")) return wrong("there is no \"value\"");

    ParsedRecord record;
    if (const Json* topic = find(*object, "topic")) {
      if (!topic->is_string()) return wrong("\"topic\" is not a string");
      parser.topic_ = topic->get_ref<const std::string&>();
      record.topic = parser.topic_;
    }
    const auto partition =
        number_of(*object, "partition", std::numeric_limits<std::int32_t>::max());
    if (!partition) return wrong(partition.error());
    if (parser.keep_.partition && *partition)
      record.partition = static_cast<std::int32_t>(**partition);
    const auto timestamp =
        number_of(*object, "timestamp", std::numeric_limits<std::int64_t>::max());
    if (!timestamp) return wrong(timestamp.error());
    if (parser.keep_.timestamp && *timestamp) record.timestamp = **timestamp;
    if (auto read = key_and_value(*object, record); !read) return wrong(read.error());
    if (auto read = headers(*object, record); !read) return wrong(read.error());
    return record;
  }

  Read<void> key_and_value(Json& object, ParsedRecord& record) {
    auto key = bytes_of(object, "key");
    if (!key) return wrong(key.error());
    auto value = bytes_of(object, "value");
    if (!value) return wrong(value.error());
    parser.key_ = *std::move(key);
    parser.value_ = *std::move(value);
    if (parser.key_) record.key = *parser.key_;
    if (parser.value_) record.value = *parser.value_;
    return {};
  }

  Read<void> headers(Json& object, ParsedRecord& record) {
    parser.headers_.clear();
    parser.header_views_.clear();
    Json* headers = find(object, "headers");
    if (headers == nullptr) return {};
    if (!headers->is_array()) return wrong("\"headers\" is not an array");
    for (Json& header : *headers) {
      if (!header.is_object()) return wrong("a header is not an object");
      if (auto known = check_names(header, {"key", "key_encoding", "value", "value_encoding"});
          !known)
        return wrong("a header's " + known.error());
      auto key = bytes_of(header, "key");
      if (!key) return wrong("a header's " + key.error());
      if (!*key) return wrong("a header has no \"key\"");
      auto value = bytes_of(header, "value");
      if (!value) return wrong("a header's " + value.error());
      parser.headers_.push_back({**std::move(key), *std::move(value)});
    }
    for (const Header& header : parser.headers_)
      parser.header_views_.push_back({header.key, header.value});
    record.headers = parser.header_views_;
    return {};
  }
};

Result<ParsedRecord> JsonRecordParser::parse(std::string_view line, std::uint64_t number) {
  auto record = Reading{*this}.record(line);
  if (record) return *record;
  return kpp::fail(ErrorCode::invalid_record,
                   "Line " + std::to_string(number) + ": " + record.error());
}

}  // namespace kpp::tools
