#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace kpp::tools {

/// "a,b" as its names, in order. The error is a sentence: an empty name, or one that is there twice.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> name_list(std::string_view text);

/// What is wrong with a list that names a partition the topic does not have.
[[nodiscard]] std::string missing_partition(std::string_view topic, std::int32_t partition,
                                            std::int32_t count);

}  // namespace kpp::tools
