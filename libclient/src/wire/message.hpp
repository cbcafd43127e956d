#pragma once
/// \file
/// Requests, and the two calls that matter to a connection:
///
///     auto frame = encode_request(request, version, correlation_id, "kpp");     // with its
///     length; send it as it is auto response =
///     decode_response<MetadataRequest>(frame_without_length, version);
///
/// A request is a struct with a field list (schema.hpp) and
///
///     static constexpr ApiKey api_key = ApiKey::metadata;
///     static constexpr VersionRange versions = between(4, 13);      // what we speak
///     static constexpr std::int16_t flexible_from = 9;              // KIP-482; `never_flexible`
///     if no version is using Response = MetadataResponse;                            // a struct
///     with a field list, same versions
///
/// and, if a peer may answer in another version than it was asked in,
///
///     static std::int16_t answered_version(std::span<const std::byte> body, std::int16_t asked)
///     noexcept;
///
/// The code of both calls is instantiated once a message, in the .cpp of its family, by
/// `template class MessageCodec<MetadataRequest>;`.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "kpp/error.hpp"
#include "wire/api_key.hpp"
#include "wire/codec.hpp"
#include "wire/schema.hpp"
#include "wire/version_range.hpp"

namespace kpp::wire {

/// In place of a bit set of allowed operations, where it was not asked for (KIP-430).
inline constexpr std::int32_t operations_not_asked = std::numeric_limits<std::int32_t>::min();

inline constexpr std::int16_t never_flexible = std::numeric_limits<std::int16_t>::max();

template <class T>
concept Request = Structure<T> && Structure<typename T::Response> && requires {
  { T::api_key } -> std::convertible_to<ApiKey>;
  { T::versions } -> std::convertible_to<VersionRange>;
  { T::flexible_from } -> std::convertible_to<std::int16_t>;
};

/// Defined in message_codec.hpp.
template <Request R>
class MessageCodec {
 public:
  static Result<Bytes> encode(const R& request, std::int16_t version, std::int32_t correlation_id,
                              std::string_view client_id);
  static Result<typename R::Response> decode(std::span<const std::byte> frame,
                                             std::int16_t version);
};

/// The whole frame, its length included. Fails with `unsupported_by_broker` where the request holds
/// something that this version cannot carry, with `invalid_argument` where a value exceeds what the
/// protocol can.
template <Request R>
[[nodiscard]] Result<Bytes> encode_request(const R& request, std::int16_t version,
                                           std::int32_t correlation_id,
                                           std::string_view client_id) {
  return MessageCodec<R>::encode(request, version, correlation_id, client_id);
}

/// From a frame without its length. The caller has matched the correlation id. What is left over
/// after the last field is an error too: peers agree on a version, so it means that one of them
/// reads it wrong.
template <Request R>
[[nodiscard]] Result<typename R::Response> decode_response(std::span<const std::byte> frame,
                                                           std::int16_t version) {
  return MessageCodec<R>::decode(frame, version);
}

}  // namespace kpp::wire
