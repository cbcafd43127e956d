#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "common/options/parse.hpp"

namespace kpp::tools::log_dirs {

/// The parts of a comma-separated list that are not empty.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// --broker-list; empty: all.
[[nodiscard]] tl::expected<std::vector<std::int32_t>, UsageError> broker_list(
    const Options& options);

}  // namespace kpp::tools::log_dirs
