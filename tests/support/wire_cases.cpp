#include "support/wire_cases.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "support/wire_peer.hpp"
#include "wire/messages/all.hpp"

namespace kpp::test {

namespace {

constexpr std::int32_t some_correlation_id = 0x01020304;

std::span<const std::byte> without_length(std::span<const std::byte> frame) {
  return frame.subspan(wire::frame_length_size);
}

template <class R>
Result<WireCase::RoundTrip> request_round_trip(Rng& rng, std::int16_t version) {
  const auto request = random_value<R>(rng, encoding_of<R>(version));
  auto frame = wire::encode_request(request, version, some_correlation_id, "kpp-test");
  if (!frame) return fail(frame.error());
  const auto received = decode_request<R>(without_length(*frame));
  if (!received) return fail(received.error());
  const bool same = received->request == request && received->version == version &&
                    received->correlation_id == some_correlation_id &&
                    received->client_id == "kpp-test";
  return WireCase::RoundTrip{std::move(*frame), same};
}

template <class R>
Result<WireCase::RoundTrip> response_round_trip(Rng& rng, std::int16_t version) {
  auto response = random_value<typename R::Response>(rng, encoding_of<R>(version));
  if constexpr (R::api_key == wire::ApiKey::api_versions) {
    // The code that announces another version than was asked for has a test of its own.
    response.error_code = 0;
  }
  auto frame = encode_response<R>(response, version, some_correlation_id);
  if (!frame) return fail(frame.error());
  const auto decoded = wire::decode_response<R>(*frame, version);
  if (!decoded) return fail(decoded.error());
  return WireCase::RoundTrip{std::move(*frame), *decoded == response};
}

template <class R>
Result<void> decode_response_only(std::span<const std::byte> frame, std::int16_t version) {
  const auto decoded = wire::decode_response<R>(frame, version);
  if (!decoded) return fail(decoded.error());
  return {};
}

template <class R>
Result<WireCase::Decoded> explain_request(std::span<const std::byte> frame) {
  const auto received = decode_request<R>(frame);
  if (!received) return fail(received.error());
  auto again = wire::encode_request(received->request, received->version, received->correlation_id,
                                    received->client_id);
  if (!again) return fail(again.error());
  WireCase::Decoded decoded;
  dump(decoded.text, "", received->request, encoding_of<R>(received->version));
  decoded.reencoded.assign(again->begin() + wire::frame_length_size, again->end());
  return decoded;
}

/// The version of the body, where a broker may answer in another than it was asked in.
template <class R>
std::int16_t body_version(std::span<const std::byte> frame, std::int16_t asked) {
  if constexpr (requires { R::answered_version(frame, asked); }) {
    // Such a response has the header without tagged fields.
    return R::answered_version(frame.subspan(sizeof(std::int32_t)), asked);
  } else {
    return asked;
  }
}

template <class R>
Result<WireCase::Decoded> explain_response(std::span<const std::byte> frame, std::int16_t version) {
  const auto response = wire::decode_response<R>(frame, version);
  if (!response) return fail(response.error());
  const auto id = wire::correlation_id_of(frame);
  if (!id) return fail(id.error());
  const auto answered = body_version<R>(frame, version);
  auto again = encode_response<R>(*response, answered, *id);
  if (!again) return fail(again.error());
  WireCase::Decoded decoded;
  dump(decoded.text, "", *response, encoding_of<R>(answered));
  decoded.reencoded = std::move(*again);
  return decoded;
}

template <class R>
WireCase make_case() {
  return {R::api_key,
          R::versions,
          R::flexible_from,
          request_round_trip<R>,
          response_round_trip<R>,
          decode_response_only<R>,
          explain_request<R>,
          explain_response<R>};
}

template <class... R>
std::vector<WireCase> make_cases(std::type_identity<std::tuple<R...>>) {
  return {make_case<R>()...};
}

}  // namespace

const std::vector<WireCase>& wire_cases() {
  static const auto cases = make_cases(std::type_identity<wire::AllRequests>{});
  return cases;
}

const WireCase* find_wire_case(wire::ApiKey key) {
  const auto& cases = wire_cases();
  const auto found = std::ranges::find(cases, key, &WireCase::api_key);
  return found == cases.end() ? nullptr : &*found;
}

}  // namespace kpp::test
