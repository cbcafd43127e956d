#pragma once
/// \file
/// SaslHandshake: which mechanism a login will use (KIP-43).

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct SaslHandshakeResponse {
  std::int16_t error_code = 0;
  std::vector<std::string> mechanisms;  ///< Those that the broker has.

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &SaslHandshakeResponse::error_code, always),
      field("Mechanisms", &SaslHandshakeResponse::mechanisms, always),
  };
  friend bool operator==(const SaslHandshakeResponse&, const SaslHandshakeResponse&) = default;
};

struct SaslHandshakeRequest {
  static constexpr ApiKey api_key = ApiKey::sasl_handshake;
  /// After version 0 the login's bytes would travel without Kafka's framing.
  static constexpr VersionRange versions = between(1, 1);
  static constexpr std::int16_t flexible_from = never_flexible;
  using Response = SaslHandshakeResponse;

  std::string mechanism;

  static constexpr auto fields = std::tuple{
      field("Mechanism", &SaslHandshakeRequest::mechanism, always),
  };
  friend bool operator==(const SaslHandshakeRequest&, const SaslHandshakeRequest&) = default;
};

}  // namespace kpp::wire
