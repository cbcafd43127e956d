#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/options/parse.hpp"

namespace kpp::tools::topics {

/// What Kafka's tool refuses before it connects, in its order and words. Nothing if all is well.
[[nodiscard]] std::optional<UsageError> check(const Options& options);

/// Options that are accepted but change nothing, a sentence each, for stderr.
[[nodiscard]] std::vector<std::string> remarks(const Options& options);

}  // namespace kpp::tools::topics
