#pragma once
/// \file
/// Tokens for OAUTHBEARER logins, got when they are needed and kept while they hold.

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "security/http.hpp"
#include "security/oauth_settings.hpp"

namespace kpp::security {

struct OAuthToken {
  using Time = std::chrono::system_clock::time_point;

  std::string value;
  std::string principal;  ///< Whom it is for; "unknown" if it does not say.
  Time expires{};
  std::map<std::string, std::string> extensions{};
};

/// Any method from any thread.
class OAuthTokens {
 public:
  explicit OAuthTokens(OAuthSettings settings) : settings_(std::move(settings)) {}

  /// The one at hand, or a new one if four fifths of its time are over. May ask a server, and block as long as that is
  /// allowed to take. An error never quotes a secret.
  [[nodiscard]] Result<OAuthToken> current();

 private:
  [[nodiscard]] Result<OAuthToken> fetch() const;

  const OAuthSettings settings_;
  std::mutex mutex_;
  std::optional<OAuthToken> token_;
  OAuthToken::Time renew_at_{};
};

/// What a token says of itself, if it is a JSON Web Token (RFC 7519); `fallback_lifetime` counts where it does not say.
[[nodiscard]] Result<OAuthToken> read_token(std::string value, const std::string& principal_claim,
                                            std::chrono::seconds fallback_lifetime);

/// The token in an authorisation server's answer (RFC 6749, 5), or why there is none.
[[nodiscard]] Result<OAuthToken> read_answer(const HttpAnswer& answer,
                                             const OAuthSettings& settings);

}  // namespace kpp::security
