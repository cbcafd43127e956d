#include "wire/header.hpp"

#include <limits>
#include <string>

namespace kpp::wire {

Result<std::size_t> parse_frame_length(std::span<const std::byte, frame_length_size> bytes,
                                       std::size_t limit) {
  const auto length = Reader(bytes).integer<std::int32_t>();
  // A response has at least its correlation id.
  if (length < 4 || static_cast<std::size_t>(length) > limit) {
    return fail(ErrorCode::malformed_response, "the answer announces " + std::to_string(length) +
                                                   " bytes, which is no Kafka response (at most " +
                                                   std::to_string(limit) + " are accepted)");
  }
  return static_cast<std::size_t>(length);
}

Result<std::int32_t> correlation_id_of(std::span<const std::byte> frame) {
  Reader reader(frame);
  const auto id = reader.integer<std::int32_t>();
  if (!reader.ok()) return fail(reader.error("response header"));
  return id;
}

void write_request_header(Writer& writer, ApiKey key, std::int16_t version,
                          std::int32_t correlation_id, std::string_view client_id, bool flexible) {
  writer.integer(std::int32_t{0});
  writer.integer(static_cast<std::int16_t>(key));
  writer.integer(version);
  writer.integer(correlation_id);
  // Not compact even in the flexible header, so that a broker can read the id of any request
  // (KIP-482).
  writer.string(client_id, false);
  if (flexible) writer.unsigned_varint(0);
}

void finish_frame(Writer& writer) {
  const std::size_t length = writer.bytes().size() - frame_length_size;
  if (length > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    writer.fail(ErrorCode::invalid_argument, "the request is larger than 2 GiB");
    return;
  }
  writer.patch_int32(0, static_cast<std::int32_t>(length));
}

void skip_response_header(Reader& reader, bool flexible) {
  (void)reader.integer<std::int32_t>();
  if (flexible) reader.skip_tagged_fields();
}

}  // namespace kpp::wire
