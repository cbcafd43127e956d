#pragma once
// Java's way to configure logins and TLS, as librdkafka's.

#include "client/rd_config.hpp"

namespace kpp::client {

/// Reads `sasl.jaas.config` into user name, password, keytab or token client. A login module
/// without a counterpart is an error: going on without it would be a login as somebody else, or
/// none.
[[nodiscard]] Result<void> translate_jaas(RdConfig& rd, const Config& config);

/// `ssl.truststore.*` and `ssl.keystore.*`. PEM is taken, PKCS12 where librdkafka reads it (key
/// stores), JKS refused with the command that converts it.
[[nodiscard]] Result<void> translate_stores(RdConfig& rd, const Config& config);

/// `ssl.enabled.protocols`: librdkafka negotiates TLS 1.2 and 1.3 and has no property for less, so a list without one
/// of them is an error; what is older than TLS 1.2 is not spoken, listed or not.
[[nodiscard]] Result<void> check_protocols(const Config& config);

}  // namespace kpp::client
