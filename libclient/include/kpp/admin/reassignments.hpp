#pragma once
/// \file
/// Moves of replicas from broker to broker (KIP-455), and a plan for them.
///
///     const std::pair<kpp::TopicPartition, std::optional<std::vector<std::int32_t>>> moves[] = {
///         {{"sensor-stream", 0}, std::vector<std::int32_t>{2, 3}},  // to brokers 2 and 3
///         {{"sensor-stream", 1}, std::nullopt},                     // what is under way is undone
///     };
///     auto begun = admin.alter_partition_reassignments(moves);
///     if (!begun) return complain(begun.error());
///     for (const auto& [partition, result] : *begun)
///       if (!result) std::cerr << partition.to_string() << ": " << result.error().message() << '\n';
///
/// Threads: plain values; the function has no state.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// A reassignment that is going on (KIP-455).
struct PartitionReassignment {
  std::vector<std::int32_t> replicas{};
  std::vector<std::int32_t> adding_replicas{};
  std::vector<std::int32_t> removing_replicas{};
};

struct AlterReassignmentsOptions : CallOptions {
  /// Whether a partition may end with more or fewer replicas than it has (KIP-860). `false` needs a broker from 4.1.
  bool allow_replication_factor_change = true;
};

/// A broker that `plan_reassignment` may put replicas on.
struct PlacementBroker {
  std::int32_t id = 0;
  std::optional<std::string> rack{};
};

/// How many replicas each partition of a topic is to get.
struct PlacementTopic {
  std::string topic{};
  std::vector<std::int32_t> partitions{};
  std::int16_t replication_factor = 1;
};

struct PlacementOptions {
  /// Replicas of a partition go to different racks where there are enough of them (KIP-36). All brokers must have a rack,
  /// or none.
  bool rack_aware = true;
  /// Where the first partition of a topic begins; two plans with one seed are the same. Choose it at random, or all
  /// topics begin on the same broker.
  std::uint32_t seed = 0;
};

/// Spreads the replicas of topics evenly over brokers: leaders in turn, followers shifted a bit more each time around.
///
/// Errors: `invalid_replication_factor` (fewer brokers than replicas), `invalid_argument` (no broker; a rack for some
/// brokers only).
[[nodiscard]] KPP_API Result<std::map<TopicPartition, std::vector<std::int32_t>>> plan_reassignment(
    std::span<const PlacementTopic> topics, std::span<const PlacementBroker> brokers,
    const PlacementOptions& options = {});

}  // namespace kpp
