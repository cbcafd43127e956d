#pragma once
/// \file
/// The broker's half of a message, which the library itself never needs: it encodes responses and
/// decodes requests.

#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "wire/decoder.hpp"
#include "wire/encoder.hpp"
#include "wire/header.hpp"
#include "wire/message.hpp"

namespace kpp::test {

template <wire::Request R>
wire::Encoding encoding_of(std::int16_t version) {
  return {version, version >= R::flexible_from};
}

/// A whole response frame without its length.
template <wire::Request R>
Result<wire::Bytes> encode_response(const typename R::Response& response, std::int16_t version,
                                    std::int32_t correlation_id) {
  const auto encoding = encoding_of<R>(version);
  wire::Writer writer;
  writer.integer(correlation_id);
  if (encoding.flexible && R::api_key != wire::ApiKey::api_versions) writer.unsigned_varint(0);
  wire::encode_struct(writer, response, encoding);
  if (!writer.ok()) return fail(writer.error());
  return std::move(writer).take();
}

template <class R>
struct ReceivedRequest {
  std::int16_t version = 0;
  std::int32_t correlation_id = 0;
  std::string client_id;
  R request;
};

/// From a whole request frame without its length.
template <wire::Request R>
Result<ReceivedRequest<R>> decode_request(std::span<const std::byte> frame) {
  wire::Reader reader(frame);
  ReceivedRequest<R> received;
  if (reader.integer<std::int16_t>() != static_cast<std::int16_t>(R::api_key)) {
    reader.fail("is for another API");
  }
  received.version = reader.integer<std::int16_t>();
  received.correlation_id = reader.integer<std::int32_t>();
  received.client_id = reader.take_text(reader.string_length(false).value);
  const auto encoding = encoding_of<R>(received.version);
  if (encoding.flexible) reader.skip_tagged_fields();
  wire::decode_struct(reader, received.request, encoding);
  if (reader.ok() && reader.remaining() > 0) reader.fail("goes on after its last field");
  if (!reader.ok()) return fail(reader.error("request"));
  return received;
}

}  // namespace kpp::test
