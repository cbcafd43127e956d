#pragma once

#include "kpp/config.hpp"
#include "options/parse.hpp"

namespace kpp::tools::console_producer {

/// The producer settings that have an option of their own: the option counts first, then what the
/// configuration holds already (--command-property, the file), then the tool's default.
[[nodiscard]] tl::expected<void, UsageError> apply_tuning(const Options& options, Config& config);

}  // namespace kpp::tools::console_producer
