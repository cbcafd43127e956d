#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/wire_cases.hpp"

using kpp::test::Rng;
using kpp::test::wire_cases;
using kpp::test::WireCase;

namespace {

constexpr int values_per_version = 60;

void for_each_version(auto check) {
  for (const auto& message : wire_cases()) {
    for (std::int16_t version = message.versions.min; version <= message.versions.max; ++version) {
      CAPTURE(kpp::wire::name(message.api_key));
      CAPTURE(version);
      check(message, version);
    }
  }
}

}  // namespace

TEST_CASE("wire messages: every version of every request reads back what was written") {
  Rng rng(1);
  for_each_version([&](const WireCase& message, std::int16_t version) {
    for (int i = 0; i < values_per_version; ++i) {
      const auto trip = message.request_round_trip(rng, version);
      REQUIRE_MESSAGE(trip.has_value(), trip.error().to_string());
      REQUIRE(trip->same_after_decoding);
    }
  });
}

TEST_CASE("wire messages: every version of every response reads back what was written") {
  Rng rng(2);
  for_each_version([&](const WireCase& message, std::int16_t version) {
    for (int i = 0; i < values_per_version; ++i) {
      const auto trip = message.response_round_trip(rng, version);
      REQUIRE_MESSAGE(trip.has_value(), trip.error().to_string());
      REQUIRE(trip->same_after_decoding);
    }
  });
}

TEST_CASE("wire messages: a request's frame starts with its length") {
  Rng rng(3);
  for_each_version([&](const WireCase& message, std::int16_t version) {
    const auto trip = message.request_round_trip(rng, version);
    REQUIRE(trip);
    const auto length = kpp::wire::Reader(trip->frame).integer<std::int32_t>();
    CHECK(static_cast<std::size_t>(length) + 4 == trip->frame.size());
  });
}

TEST_CASE("wire messages: a response cut anywhere, or with a byte too many, is an error") {
  Rng rng(4);
  for_each_version([&](const WireCase& message, std::int16_t version) {
    for (int i = 0; i < 5; ++i) {
      auto trip = message.response_round_trip(rng, version);
      REQUIRE(trip);
      const std::span<const std::byte> frame = trip->frame;
      for (std::size_t size = 0; size < frame.size(); ++size) {
        // A copy of its own, so that the address sanitizer sees a read past the end.
        const kpp::wire::Bytes cut(frame.begin(),
                                   frame.begin() + static_cast<std::ptrdiff_t>(size));
        const auto decoded = message.decode_response(cut, version);
        REQUIRE_FALSE(decoded);
        REQUIRE(decoded.error().code() == kpp::ErrorCode::malformed_response);
      }
      trip->frame.push_back(std::byte{0});
      REQUIRE_FALSE(message.decode_response(trip->frame, version));
    }
  });
}

TEST_CASE("wire messages: no corruption of a response does more than fail") {
  Rng rng(5);
  for_each_version([&](const WireCase& message, std::int16_t version) {
    const auto trip = message.response_round_trip(rng, version);
    REQUIRE(trip);
    for (std::size_t at = 0; at < trip->frame.size(); ++at) {
      for (const auto poison : {std::byte{0xff}, std::byte{0x7f}, std::byte{0x80}}) {
        auto frame = trip->frame;
        const auto end = std::min(frame.size(), at + 5);
        std::fill(frame.begin() + static_cast<std::ptrdiff_t>(at),
                  frame.begin() + static_cast<std::ptrdiff_t>(end), poison);
        // Either outcome is right, so that the check is the sanitizers' and that of the memory
        // limit of the test.
        (void)message.decode_response(frame, version);
      }
    }
  });
}

TEST_CASE("wire messages: a version that is not spoken is refused before any byte") {
  for (const auto& message : wire_cases()) {
    CAPTURE(kpp::wire::name(message.api_key));
    for (const int version : {message.versions.min - 1, message.versions.max + 1}) {
      const auto decoded = message.decode_response({}, static_cast<std::int16_t>(version));
      REQUIRE_FALSE(decoded);
      CHECK(decoded.error().code() == kpp::ErrorCode::invalid_argument);
    }
  }
}
