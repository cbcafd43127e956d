#pragma once
/// \file
/// OAUTHBEARER (RFC 7628): a token is shown, and the broker says yes or why not.

#include <memory>

#include "security/oauth_token.hpp"
#include "wire/sasl.hpp"

namespace kpp::wire {

/// May get a new token first, and block as long as that takes.
[[nodiscard]] Result<std::unique_ptr<SaslClient>> make_oauthbearer_client(
    security::OAuthTokens& tokens);

}  // namespace kpp::wire
