#pragma once
/// \file
/// What precedes every request and response: length, key, version, correlation id, client id.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "wire/api_key.hpp"
#include "wire/codec.hpp"

namespace kpp::wire {

/// Bytes of the length that stands before every frame, in both directions.
inline constexpr std::size_t frame_length_size = 4;

/// The length of the frame that follows. An error if it is negative, below what a header needs, or
/// above `limit`: what speaks no Kafka (HTTP, TLS) shows itself here.
[[nodiscard]] Result<std::size_t> parse_frame_length(
    std::span<const std::byte, frame_length_size> bytes, std::size_t limit);

/// The correlation id of a response frame (without its length), by which it finds its request.
[[nodiscard]] Result<std::int32_t> correlation_id_of(std::span<const std::byte> frame);

/// Request header version 1, or 2 where `flexible`, after four bytes left free for the length.
void write_request_header(Writer& writer, ApiKey key, std::int16_t version,
                          std::int32_t correlation_id, std::string_view client_id, bool flexible);
/// Fills in the length that `write_request_header` left free.
void finish_frame(Writer& writer);

/// Passes over response header version 0, or 1 where `flexible`.
void skip_response_header(Reader& reader, bool flexible);

}  // namespace kpp::wire
