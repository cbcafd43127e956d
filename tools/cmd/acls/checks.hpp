#pragma once
// What can be told wrong of a command line before a broker is asked, in the words of Kafka's tool.

#include <optional>

#include "cmd/acls/arguments.hpp"
#include "common/options/parse.hpp"

namespace kpp::tools::acls {

[[nodiscard]] std::optional<UsageError> check(const Options& options);

/// The same of what --add and --remove are to act on.
[[nodiscard]] std::optional<UsageError> check(const Options& options, const Wanted& wanted);

}  // namespace kpp::tools::acls
