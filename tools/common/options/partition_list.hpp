#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "options/parse.hpp"

namespace kpp::tools {

/// "0,3-5": numbers and ranges, ascending and each once. Not empty.
[[nodiscard]] tl::expected<std::vector<std::int32_t>, UsageError> parse_partitions(
    std::string_view text);

}  // namespace kpp::tools
