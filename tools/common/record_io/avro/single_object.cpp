#include "record_io/avro/single_object.hpp"

#include <algorithm>
#include <utility>

#include "record_io/avro/value.hpp"
#include "record_io/text.hpp"

namespace kpp::tools::avro {
namespace {

constexpr std::string_view marks = "\xc3\x01";
constexpr std::size_t fingerprint_size = 8;

}  // namespace

void SingleObjects::add(Schema schema) {
  const std::uint64_t fingerprint = schema.fingerprint();
  schemas_.insert_or_assign(fingerprint, std::move(schema));
}

Result<void> SingleObjects::append(std::string& out, std::string_view bytes) const {
  if (!bytes.starts_with(marks) || bytes.size() < marks.size() + fingerprint_size)
    return fail(ErrorCode::invalid_argument, "the value is not an Avro single object");
  bytes.remove_prefix(marks.size());
  std::string highest_first(bytes.substr(0, fingerprint_size));
  bytes.remove_prefix(fingerprint_size);
  std::ranges::reverse(highest_first);
  std::uint64_t fingerprint = 0;
  for (const char byte : highest_first)
    fingerprint = fingerprint << 8U | static_cast<unsigned char>(byte);
  const auto schema = schemas_.find(fingerprint);
  if (schema == schemas_.end()) {
    std::string letters;
    append_hex(letters, highest_first);
    return fail(ErrorCode::invalid_argument, "the value's Avro schema, of fingerprint " + letters +
                                                 ", is not among those given");
  }
  const std::size_t begin = out.size();
  if (const auto done = append_value(out, schema->second, bytes); !done) {
    out.resize(begin);
    return fail(ErrorCode::invalid_argument,
                "the value is not as its Avro schema says: " + done.error());
  }
  return {};
}

}  // namespace kpp::tools::avro
