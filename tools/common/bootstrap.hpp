#pragma once

#include <optional>
#include <string_view>

#include "options/parse.hpp"

namespace kpp::tools {

/// The check that some of Kafka's tools make before they connect: each address needs a port. Nothing if all is well.
[[nodiscard]] std::optional<UsageError> check_bootstrap(std::string_view servers);

}  // namespace kpp::tools
