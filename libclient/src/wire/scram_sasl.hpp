#pragma once
/// \file
/// SCRAM-SHA-256 and SCRAM-SHA-512 (RFC 5802, RFC 7677), with the extension by which Kafka is told that user and password
/// are a delegation token's id and secret (KIP-48). Cyrus' plug-in has no extensions.

#include <memory>
#include <string>

#include "security/login_settings.hpp"
#include "wire/sasl.hpp"

namespace kpp::wire {

/// Random, in characters that a SCRAM message may have.
[[nodiscard]] Result<std::string> random_nonce();

/// `nonce` must be one that was never used before.
[[nodiscard]] Result<std::unique_ptr<SaslClient>> make_scram_client(
    const security::LoginSettings& settings, std::string nonce);

}  // namespace kpp::wire
