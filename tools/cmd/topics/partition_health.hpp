#pragma once
// Kafka's definitions of a partition's states. Pure functions.

#include <cstddef>
#include <cstdint>
#include <set>

#include "cmd/topics/report.hpp"

namespace kpp::tools::topics {

/// Replicas of a partition as intended: while a reassignment is going on those being added do not
/// count.
[[nodiscard]] std::size_t replication_factor(const PartitionReport& partition);

[[nodiscard]] bool is_under_replicated(const PartitionReport& partition);

[[nodiscard]] bool is_unavailable(const PartitionReport& partition,
                                  const std::set<std::int32_t>& live_brokers);

[[nodiscard]] bool is_under_min_isr(const PartitionReport& partition, std::size_t min_isr);

[[nodiscard]] bool is_at_min_isr(const PartitionReport& partition, std::size_t min_isr);

}  // namespace kpp::tools::topics
