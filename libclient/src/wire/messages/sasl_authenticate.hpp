#pragma once
/// \file
/// SaslAuthenticate: one step of a login (KIP-152); how long it holds (KIP-368).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "wire/message.hpp"

namespace kpp::wire {

struct SaslAuthenticateResponse {
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  Bytes auth_bytes;
  std::int64_t session_lifetime_ms = 0;  ///< 0: as long as the connection.

  static constexpr auto fields = std::tuple{
      field("ErrorCode", &SaslAuthenticateResponse::error_code, always),
      field("ErrorMessage", &SaslAuthenticateResponse::error_message, always).nullable(always),
      field("AuthBytes", &SaslAuthenticateResponse::auth_bytes, always),
      field("SessionLifetimeMs", &SaslAuthenticateResponse::session_lifetime_ms, since(1))
          .ignorable(),
  };
  friend bool operator==(const SaslAuthenticateResponse&,
                         const SaslAuthenticateResponse&) = default;
};

struct SaslAuthenticateRequest {
  static constexpr ApiKey api_key = ApiKey::sasl_authenticate;
  static constexpr VersionRange versions = between(0, 2);
  static constexpr std::int16_t flexible_from = 2;
  using Response = SaslAuthenticateResponse;

  Bytes auth_bytes;

  static constexpr auto fields = std::tuple{
      field("AuthBytes", &SaslAuthenticateRequest::auth_bytes, always),
  };
  friend bool operator==(const SaslAuthenticateRequest&, const SaslAuthenticateRequest&) = default;
};

}  // namespace kpp::wire
