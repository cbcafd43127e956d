#pragma once
/// \file
/// OpenSSL's context made of a client's settings: read once, shared by all of its connections.

#include <memory>

#include "kpp/error.hpp"
#include "security/tls_settings.hpp"

namespace kpp::wire {

/// OpenSSL's, behind a curtain: its headers are for those who shake hands.
struct TlsContext;

/// Loads OpenSSL. Fails with the property's name and OpenSSL's reason.
[[nodiscard]] Result<std::shared_ptr<TlsContext>> make_tls_context(
    const security::TlsSettings& settings);

}  // namespace kpp::wire
