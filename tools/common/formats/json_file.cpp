#include "formats/json_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

namespace kpp::tools {
namespace {

tl::unexpected<Error> wrong(std::string sentence) {
  return kpp::fail(ErrorCode::invalid_argument, std::move(sentence));
}

std::string text_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class Number>
Result<Number> number_field(const Json& object, std::string_view name, const char* type) {
  const Result<Json> field = object_field(object, name);
  if (!field) return tl::unexpected(field.error());
  const bool fits = field->is_number_integer() &&
                    (!field->is_number_unsigned() ||
                     field->get<std::uint64_t>() <=
                         static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) &&
                    field->get<std::int64_t>() >= std::numeric_limits<Number>::min() &&
                    field->get<std::int64_t>() <= std::numeric_limits<Number>::max();
  if (!fits)
    return wrong("Expected `" + std::string(type) + "` value, received " + text_of(*field));
  return field->get<Number>();
}

}  // namespace

Result<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  // A folder opens, and fails when it is read.
  if (!file || !(text << file.rdbuf())) {
    if (file && file.peek() == std::ifstream::traits_type::eof() && !file.bad())
      return std::string();
    return kpp::fail(ErrorCode::io_error, "Unable to read file " + path + ": " +
                                              std::strerror(errno == 0 ? EIO : errno));
  }
  return std::move(text).str();
}

std::optional<Json> parse_json(std::string_view text) {
  Json parsed = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) return std::nullopt;
  return parsed;
}

Result<Json> object_field(const Json& object, std::string_view name) {
  if (!object.is_object()) return wrong("Expected JSON object, received " + text_of(object));
  const auto found = object.find(name);
  if (found == object.end()) return wrong("No such field exists: `" + std::string(name) + "`");
  return *found;
}

Result<std::string> text_field(const Json& object, std::string_view name) {
  const Result<Json> field = object_field(object, name);
  if (!field) return tl::unexpected(field.error());
  if (!field->is_string()) return wrong("Expected `String` value, received " + text_of(*field));
  return field->get<std::string>();
}

Result<std::int32_t> int32_field(const Json& object, std::string_view name) {
  return number_field<std::int32_t>(object, name, "Integer");
}

Result<std::int64_t> int64_field(const Json& object, std::string_view name) {
  return number_field<std::int64_t>(object, name, "Long");
}

Result<Json> array_of(const Json& value) {
  if (!value.is_array()) return wrong("Expected JSON array, received " + text_of(value));
  return value;
}

Result<std::int32_t> version_of(const Json& document, std::int32_t otherwise) {
  if (!document.is_object()) return wrong("Expected JSON object, received " + text_of(document));
  if (!document.contains("version")) return otherwise;
  return int32_field(document, "version");
}

}  // namespace kpp::tools
