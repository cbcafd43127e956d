#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "options/parse.hpp"

namespace kpp::tools {

/// "0,3-5": numbers and ranges, ascending and each once. Not empty.
[[nodiscard]] tl::expected<std::vector<std::int32_t>, UsageError> parse_partitions(
    std::string_view text);

/// What is wrong with a list that names a partition the topic does not have.
[[nodiscard]] std::string missing_partition(std::string_view topic, std::int32_t partition,
                                            std::size_t count);

}  // namespace kpp::tools
