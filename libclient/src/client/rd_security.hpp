#pragma once
// What the configuration says about TLS and logins, as librdkafka's properties.

#include "client/rd_config.hpp"

namespace kpp::client {

/// True for the keys that `translate_security` reads: they do not go to librdkafka as they are.
[[nodiscard]] bool is_security_key(std::string_view key) noexcept;

/// `ssl.*` and `sasl.*`, as far as `security.protocol` asks for them. Stores of all kinds are read here and handed over as
/// PEM text, so that what is wrong with one is said as the administration plane says it. What librdkafka cannot be made to
/// do is an error.
[[nodiscard]] Result<void> translate_security(RdConfig& rd, const Config& config);

}  // namespace kpp::client
