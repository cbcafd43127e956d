#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kpp/config.hpp"

namespace kpp::tools {

/// The release of Kafka that a broker runs, "4.3", so that results of different ones are told apart. A broker does not tell
/// its version as such. What it tells is the newest `metadata.version` that it supports (from 3.3), or by which protocol
/// brokers of its release talk to each other; patch releases have the same ones.
///
/// Empty where the broker tells neither, or does not answer. A run that ended well has patience; one that was interrupted, or
/// has lost its broker, has not.
[[nodiscard]] std::optional<std::string> broker_release(const Config& config, bool patient);

/// Of the newest level of `metadata.version` that a broker supports.
[[nodiscard]] std::optional<std::string> release_of_level(std::int16_t level);
/// Of a value of `inter.broker.protocol.version`: "2.5-IV0".
[[nodiscard]] std::optional<std::string> release_of_protocol(std::string_view protocol);

}  // namespace kpp::tools
