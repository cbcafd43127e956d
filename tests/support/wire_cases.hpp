#pragma once
/// \file
/// Every message behind plain function pointers, so that tests loop over all of them at run time
/// and the templates are instantiated in one place.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/wire_values.hpp"
#include "wire/message.hpp"

namespace kpp::test {

struct WireCase {
  wire::ApiKey api_key;
  wire::VersionRange versions;
  std::int16_t flexible_from;

  /// A random value, encoded; `same_after_decoding` says whether decoding gave an equal value.
  struct RoundTrip {
    wire::Bytes frame;
    bool same_after_decoding = false;
  };
  /// The request's frame has its length.
  Result<RoundTrip> (*request_round_trip)(Rng&, std::int16_t version);
  Result<RoundTrip> (*response_round_trip)(Rng&, std::int16_t version);

  /// The library's own decoding, the value thrown away.
  Result<void> (*decode_response)(std::span<const std::byte> frame, std::int16_t version);

  struct Decoded {
    std::string text;       ///< As `dump` writes it.
    wire::Bytes reencoded;  ///< The frame made anew from the value, without length.
  };
  Result<Decoded> (*explain_request)(std::span<const std::byte> frame);
  Result<Decoded> (*explain_response)(std::span<const std::byte> frame, std::int16_t version);
};

/// Ordered by the request's name.
const std::vector<WireCase>& wire_cases();
/// Null if there is none.
const WireCase* find_wire_case(wire::ApiKey key);

}  // namespace kpp::test
