#pragma once
/// \file
/// Moves of replicas from broker to broker (KIP-455).
///
///     auto moving = admin.list_partition_reassignments();
///     if (!moving) return complain(moving.error());
///     for (const auto& [partition, move] : *moving)
///       std::cout << partition.topic << '-' << partition.partition << ": " << move.adding_replicas.size() << " to come\n";
///
/// Threads: plain values.

#include <cstdint>
#include <vector>

namespace kpp {

/// A reassignment that is going on (KIP-455).
struct PartitionReassignment {
  std::vector<std::int32_t> replicas{};
  std::vector<std::int32_t> adding_replicas{};
  std::vector<std::int32_t> removing_replicas{};
};

}  // namespace kpp
