// Prints a random request and response of every version, in the form of tests/unit/captures, for
// tests/golden/wire_schemas.py to hold against Kafka's own schema files.
#include <cstdio>
#include <string>

#include "support/wire_cases.hpp"
#include "wire/header.hpp"

namespace {

using kpp::test::WireCase;

bool print(const char* side, const WireCase& message, std::int16_t version,
           std::span<const std::byte> frame, const kpp::Result<WireCase::Decoded>& decoded) {
  if (!decoded) {
    std::fprintf(stderr, "%s\n", decoded.error().to_string().c_str());
    return false;
  }
  std::string hex;
  kpp::test::append_hex(hex, frame.data(), frame.size());
  std::printf("%s %s %d %d\n%s\n--\n%s\n", side, std::string(name(message.api_key)).c_str(),
              static_cast<int>(message.api_key), version, hex.c_str(), decoded->text.c_str());
  return true;
}

}  // namespace

int main() {
  constexpr int samples_of_each = 5;
  kpp::test::Rng rng(8);
  for (const auto& message : kpp::test::wire_cases()) {
    for (std::int16_t version = message.versions.min; version <= message.versions.max; ++version) {
      for (int i = 0; i < samples_of_each; ++i) {
        const auto request = message.request_round_trip(rng, version);
        const auto response = message.response_round_trip(rng, version);
        if (!request || !response) return 1;
        const auto body = std::span(request->frame).subspan(kpp::wire::frame_length_size);
        if (!print("request", message, version, body, message.explain_request(body)) ||
            !print("response", message, version, response->frame,
                   message.explain_response(response->frame, version))) {
          return 1;
        }
      }
    }
  }
  return 0;
}
