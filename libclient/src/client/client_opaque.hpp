#pragma once
// What librdkafka's callbacks of every client reach: the client's opaque pointer points to one.

#include <memory>

#include "client/peer_hints.hpp"
#include "client/rdkafka.hpp"
#include "kpp/error.hpp"
#include "security/oauth_token.hpp"

namespace kpp::client {

struct ClientOpaque {
  explicit ClientOpaque(PeerHints::Way way) noexcept : hints(way) {}

  /// Makes it the opaque of a client, which it must outlive. `with_log`: nobody else takes the log.
  void install(rd_kafka_conf_t* conf, bool with_log);

  /// For logins by OAUTHBEARER: librdkafka asks when it needs a token, and gets one as the administration plane does.
  void get_tokens(rd_kafka_conf_t* conf, security::OAuthSettings settings);
  /// When the client has been made: on its background thread, whether or not anybody polls.
  [[nodiscard]] Result<void> serve_tokens(rd_kafka_t* rk) const;

  PeerHints hints;
  std::unique_ptr<security::OAuthTokens> tokens;  ///< Null for other logins.
};

}  // namespace kpp::client
