#pragma once
/// \file
/// What a configuration says about the login, in Java's names (sasl.jaas.config) and librdkafka's: read here once for both
/// planes.

#include <optional>
#include <string>

#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "security/oauth_settings.hpp"

namespace kpp::security {

struct KerberosSettings {
  std::string service_name = "kafka";  ///< Of the broker's principal.
  std::string principal;               ///< Empty: whoever the tickets are for.
  std::string keytab;                  ///< Empty: tickets are there already.
  std::string ticket_cache;            ///< Empty: the default one.
};

struct LoginSettings {
  std::string mechanism;  ///< "SCRAM-SHA-512"
  std::string user;       ///< PLAIN and SCRAM
  std::string password;
  bool is_token = false;      ///< SCRAM: they are a delegation token's id and secret (KIP-48).
  KerberosSettings kerberos;  ///< GSSAPI
  std::optional<OAuthSettings> oauth;  ///< OAUTHBEARER
};

/// True if `security.protocol` is SASL_PLAINTEXT or SASL_SSL.
[[nodiscard]] bool wants_login(const Config& config);

/// Fails for a mechanism that is not known, and where something that it needs is missing. Never quotes a secret.
[[nodiscard]] Result<LoginSettings> read_login_settings(const Config& config);

}  // namespace kpp::security
