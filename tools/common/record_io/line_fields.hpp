#pragma once
// Partitions and times as a line of input names them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kpp/types.hpp"

namespace kpp::tools {

/// "3", or "Partition:3" as the console consumer prints it; nothing where there is no text. The error says what is wrong
/// with the text.
[[nodiscard]] tl::expected<std::optional<std::int32_t>, std::string> parse_partition(
    std::string_view text);

/// Milliseconds since 1970, seconds where there are ten digits, and all else that `parse_moment` knows as a time;
/// "CreateTime:1713763500123", "LogAppendTime:..." and "NO_TIMESTAMP" as the console consumer prints them. Nothing where
/// there is no text or no time.
[[nodiscard]] tl::expected<std::optional<Timestamp>, std::string> parse_timestamp(
    std::string_view text);

}  // namespace kpp::tools
