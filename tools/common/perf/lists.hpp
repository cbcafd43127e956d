#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/record.hpp"

namespace kpp::tools {

/// "a,b" as its names, in order. The error is a sentence: an empty name, or one that is there twice.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> name_list(std::string_view text);

/// Whether a topic can be called so, by Kafka's rule.
[[nodiscard]] bool is_topic_name(std::string_view name);

/// Whether a topic was found, and has the `wanted` partitions, which ascend.
[[nodiscard]] Result<void> check_topic(std::string_view topic,
                                       const Result<std::vector<PartitionInfo>>& found,
                                       const std::vector<std::int32_t>& wanted);

}  // namespace kpp::tools
