#include "kpp/serde.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace kpp {

namespace detail {
namespace {

template <class T>
using Bits = std::conditional_t<sizeof(T) == 2, std::uint16_t,
                                std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>;

std::string_view name(RecordPart part) {
  return part == RecordPart::key ? "key" : "value";
}

}  // namespace

template <class T>
Result<Blob> BigEndianSerde<T>::serialize(T value, const SerdeContext& /*context*/) const {
  if constexpr (std::is_same_v<T, double>) {
    // Java's doubleToLongBits knows one NaN only; its float counterpart keeps them apart.
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
  }
  auto bits = std::bit_cast<Bits<T>>(value);
  std::string bytes(sizeof(T), '\0');
  for (std::size_t i = sizeof(T); i-- > 0;) {
    bytes[i] = static_cast<char>(bits & 0xFFU);
    bits = static_cast<Bits<T>>(bits >> 8U);
  }
  return Blob(std::move(bytes));
}

template <class T>
Result<T> BigEndianSerde<T>::deserialize(std::string_view bytes,
                                         const SerdeContext& /*context*/) const {
  if (bytes.size() != sizeof(T)) {
    return fail(
        ErrorCode::serialization_failed,
        std::to_string(bytes.size()) + " bytes where a number has " + std::to_string(sizeof(T)));
  }
  Bits<T> bits = 0;
  for (const char byte : bytes) {
    bits = static_cast<Bits<T>>((static_cast<std::uint64_t>(bits) << 8U) |
                                static_cast<unsigned char>(byte));
  }
  return std::bit_cast<T>(bits);
}

template struct BigEndianSerde<std::int16_t>;
template struct BigEndianSerde<std::int32_t>;
template struct BigEndianSerde<std::int64_t>;
template struct BigEndianSerde<float>;
template struct BigEndianSerde<double>;

Error cannot_read(const Error& why, const MessageView& message, RecordPart part) {
  std::string text = "the " + std::string(name(part)) + " at offset " +
                     std::to_string(message.offset()) + " cannot be read: " + why.message();
  return Error(why.code(), std::move(text))
      .with_operation("deserialize")
      .with_partition(std::string(message.topic()), message.partition());
}

Error cannot_write(const Error& why, std::string_view topic, RecordPart part) {
  std::string text = "the " + std::string(name(part)) + " cannot be written: " + why.message();
  return Error(why.code(), std::move(text))
      .with_operation("serialize")
      .with_topic(std::string(topic));
}

}  // namespace detail

namespace {

// Where the hyphens of a UUID's text stand.
constexpr std::size_t uuid_length = 36;
constexpr bool is_hyphen(std::size_t index) {
  return index == 8 || index == 13 || index == 18 || index == 23;
}

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
  return std::nullopt;
}

}  // namespace

Result<Blob> Serde<Uuid>::serialize(const Uuid& value, const SerdeContext& /*context*/) const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(uuid_length);
  for (const std::byte byte : value.bytes) {
    if (is_hyphen(text.size())) text += '-';
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
  }
  return Blob(std::move(text));
}

Result<Uuid> Serde<Uuid>::deserialize(std::string_view bytes,
                                      const SerdeContext& /*context*/) const {
  const auto malformed = [] {
    return fail(ErrorCode::serialization_failed,
                "no UUID of the form 123e4567-e89b-12d3-a456-426614174000");
  };
  if (bytes.size() != uuid_length) return malformed();
  Uuid uuid;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (is_hyphen(i)) {
      if (bytes[i] != '-') return malformed();
      continue;
    }
    const auto value = hex_value(bytes[i]);
    if (!value) return malformed();
    std::byte& byte = uuid.bytes[digits / 2];
    byte = (byte << 4) | static_cast<std::byte>(*value);
    ++digits;
  }
  return uuid;
}

}  // namespace kpp
