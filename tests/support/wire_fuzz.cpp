#include "support/wire_fuzz.hpp"

#include <algorithm>

#include "support/wire_captures.hpp"
#include "support/wire_cases.hpp"
#include "wire/header.hpp"
#include "wire/messages/consumer_protocol.hpp"

namespace kpp::test {

namespace {

constexpr std::size_t head_size = 2;

const WireCase* case_at_or_after(std::uint8_t key) {
  const WireCase* best = nullptr;
  for (const auto& message : wire_cases()) {
    const auto number = static_cast<std::int16_t>(message.api_key);
    if (number >= key && (best == nullptr || message.api_key < best->api_key)) best = &message;
  }
  return best;
}

std::int16_t version_of(const WireCase& message, std::uint8_t pick) {
  const int count = message.versions.max - message.versions.min + 1;
  return static_cast<std::int16_t>(message.versions.min + pick % count);
}

std::optional<std::string> check_message(const WireCase& message, std::int16_t version,
                                         std::span<const std::byte> frame) {
  const auto decoded = message.explain_response(frame, version);
  if (!decoded) {
    if (decoded.error().code() == ErrorCode::malformed_response) return std::nullopt;
    return "unexpected error: " + decoded.error().to_string();
  }
  const auto again = message.explain_response(decoded->reencoded, version);
  if (!again) return "cannot be read back: " + again.error().to_string();
  if (again->text != decoded->text) return "reads back differently";
  return std::nullopt;
}

wire::Bytes input_of(const WireCase& message, std::int16_t version,
                     std::span<const std::byte> frame) {
  wire::Bytes input(head_size + frame.size());
  input[0] = static_cast<std::byte>(message.api_key);
  input[1] = static_cast<std::byte>(version - message.versions.min);
  std::ranges::copy(frame, input.begin() + head_size);
  return input;
}

std::string seed_name(const WireCase& message, std::int16_t version, const std::string& suffix) {
  return std::string(wire::name(message.api_key)) + "-v" + std::to_string(version) + '-' + suffix;
}

}  // namespace

std::optional<std::string> check_fuzz_input(std::span<const std::byte> input) {
  if (input.size() < head_size) return std::nullopt;
  const auto frame = input.subspan(head_size);
  const auto* message = case_at_or_after(std::to_integer<std::uint8_t>(input[0]));
  if (message != nullptr) {
    return check_message(*message, version_of(*message, std::to_integer<std::uint8_t>(input[1])),
                         frame);
  }
  (void)wire::decode_consumer_assignment(frame);
  (void)wire::decode_consumer_subscription(frame);
  return std::nullopt;
}

std::vector<FuzzSeed> fuzz_seeds() {
  std::vector<FuzzSeed> seeds;
  for (const auto& capture : read_captures(KPP_TEST_CAPTURES)) {
    const auto* message = find_wire_case(capture.api_key);
    if (message == nullptr || capture.is_request) continue;
    seeds.push_back({seed_name(*message, capture.version, std::to_string(seeds.size())),
                     input_of(*message, capture.version, capture.frame)});
  }
  Rng rng(6);
  for (const auto& message : wire_cases()) {
    for (std::int16_t version = message.versions.min; version <= message.versions.max; ++version) {
      const auto trip = message.response_round_trip(rng, version);
      if (!trip) continue;
      seeds.push_back(
          {seed_name(message, version, "random"), input_of(message, version, trip->frame)});
    }
  }
  return seeds;
}

}  // namespace kpp::test
