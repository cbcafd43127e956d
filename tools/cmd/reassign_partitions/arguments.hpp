#pragma once
// The checks that Kafka's tool makes before it connects, in its order and words.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "common/options/parse.hpp"

namespace kpp::tools::reassign_partitions {

/// Nothing if all is well.
[[nodiscard]] std::optional<UsageError> check(const Options& options);

/// --broker-list, without one twice.
[[nodiscard]] tl::expected<std::vector<std::int32_t>, std::string> parse_broker_list(
    const std::string& text);

}  // namespace kpp::tools::reassign_partitions
