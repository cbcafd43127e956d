#include "wire/messages/consumer_protocol.hpp"

#include <algorithm>

#include "wire/decoder.hpp"

namespace kpp::wire {

namespace {

template <Structure T>
Result<T> decode_versioned(std::span<const std::byte> bytes, const char* what) {
  T value;
  if (bytes.empty()) return value;
  Reader reader(bytes);
  const auto version = reader.integer<std::int16_t>();
  if (version < T::versions.min) reader.fail("has an impossible version");
  decode_struct(reader, value, {.version = std::min(version, T::versions.max), .flexible = false});
  if (!reader.ok()) return fail(reader.error(what));
  return value;
}

}  // namespace

Result<ConsumerProtocolAssignment> decode_consumer_assignment(std::span<const std::byte> bytes) {
  return decode_versioned<ConsumerProtocolAssignment>(bytes, "a member's assignment");
}

Result<ConsumerProtocolSubscription> decode_consumer_subscription(
    std::span<const std::byte> bytes) {
  return decode_versioned<ConsumerProtocolSubscription>(bytes, "a member's subscription");
}

}  // namespace kpp::wire
