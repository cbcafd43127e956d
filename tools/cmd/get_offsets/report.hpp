#pragma once
// What was found, as plain data. The renderers turn it into text or JSON.

#include <cstdint>
#include <optional>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp::tools::get_offsets {

struct PartitionOffset {
  TopicPartition partition;
  Result<std::optional<std::int64_t>> offset;  // empty: no record matches
};

struct Report {
  std::vector<PartitionOffset> partitions;  // sorted by "topic-partition" as text
};

}  // namespace kpp::tools::get_offsets
