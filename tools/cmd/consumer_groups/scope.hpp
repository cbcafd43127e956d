#pragma once
// Which partitions the topics of a command line stand for.

#include <set>
#include <span>

#include "cmd/consumer_groups/arguments.hpp"
#include "cmd/consumer_groups/session.hpp"

namespace kpp::tools::consumer_groups {

/// The partitions that the arguments name; for a topic without numbers, all it has. Fails if one
/// does not exist or has no leader, in the words of Kafka's tool.
[[nodiscard]] Result<std::set<TopicPartition>> existing_partitions(
    Session& session, std::span<const TopicArgument> arguments);

/// Fails unless all of these exist and have a leader.
[[nodiscard]] Result<void> require_existing(Session& session,
                                            const std::set<TopicPartition>& partitions);

}  // namespace kpp::tools::consumer_groups
