#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp::tools::delete_records {

using Offsets = std::vector<std::pair<TopicPartition, std::int64_t>>;

/// {"partitions":[{"topic":"t","partition":0,"offset":5}],"version":1}, in the order of the file.
[[nodiscard]] Result<Offsets> parse_offsets(std::string_view json);

}  // namespace kpp::tools::delete_records
