#pragma once
/// \file
/// The bodies of `MessageCodec`. Only the .cpp files under messages/ include this: each
/// instantiation is heavy.

#include <string>

#include "wire/decoder.hpp"
#include "wire/encoder.hpp"
#include "wire/header.hpp"
#include "wire/message.hpp"

namespace kpp::wire {

inline constexpr std::size_t typical_request_size = 256;

/// "Metadata response (version 9)", for errors.
std::string describe(ApiKey key, const char* what, std::int16_t version);

template <Request R>
Result<Bytes> MessageCodec<R>::encode(const R& request, std::int16_t version,
                                      std::int32_t correlation_id, std::string_view client_id) {
  if (!R::versions.contains(version)) {
    return fail(ErrorCode::invalid_argument,
                describe(R::api_key, "request", version) + " is not known");
  }
  const bool flexible = version >= R::flexible_from;
  Writer writer(typical_request_size);
  write_request_header(writer, R::api_key, version, correlation_id, client_id, flexible);
  encode_struct(writer, request, {version, flexible});
  finish_frame(writer);
  if (!writer.ok()) {
    return fail(writer.error().with_operation(std::string(name(R::api_key))));
  }
  return std::move(writer).take();
}

template <Request R>
Result<typename R::Response> MessageCodec<R>::decode(std::span<const std::byte> frame,
                                                     std::int16_t version) {
  if (!R::versions.contains(version)) {
    return fail(ErrorCode::invalid_argument,
                describe(R::api_key, "response", version) + " is not known");
  }
  Reader reader(frame);
  // ApiVersions is answered with the old header always: a client that is too new must be able to
  // read it (KIP-511).
  const bool flexible = version >= R::flexible_from;
  skip_response_header(reader, flexible && R::api_key != ApiKey::api_versions);
  std::int16_t body_version = version;
  if constexpr (requires { R::answered_version(reader.rest(), version); }) {
    body_version = R::answered_version(reader.rest(), version);
  }
  typename R::Response response;
  decode_struct(reader, response, {body_version, body_version >= R::flexible_from});
  if (reader.ok() && reader.remaining() > 0) reader.fail("goes on after its last field");
  if (!reader.ok()) return fail(reader.error(describe(R::api_key, "response", body_version)));
  return response;
}

}  // namespace kpp::wire
