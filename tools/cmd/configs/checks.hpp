#pragma once
// What can be told wrong of a command line before a broker is asked, in the words of Kafka's tool.

#include <optional>

#include "cmd/configs/entity.hpp"
#include "common/options/parse.hpp"

namespace kpp::tools::configs {

[[nodiscard]] std::optional<UsageError> check(const Options& options);

}  // namespace kpp::tools::configs
