#pragma once
// The values of options that have a syntax of their own.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "cmd/get_offsets/partition_filter.hpp"
#include "common/options/parse.hpp"
#include "kpp/types.hpp"

namespace kpp::tools::get_offsets {

/// --time: a word, its number, or milliseconds since 1970. The error is Kafka's sentence.
[[nodiscard]] tl::expected<OffsetSpec, std::string> parse_time(std::string_view text);

[[nodiscard]] tl::expected<PartitionFilter, std::string> partition_filter(const Options& options);

}  // namespace kpp::tools::get_offsets
