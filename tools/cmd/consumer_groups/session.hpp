#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "common/command.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::consumer_groups {

/// One run against a cluster.
struct Session {
  Admin& admin;
  CallOptions call;
  const Options& options;
  Context& context;
};

/// The groups of consumers, by id: of protocol "consumer", or without one, which only commit
/// offsets. Kafka Connect's groups, share groups and streams groups are none. A broker that did not
/// answer is an error beside the rest.
[[nodiscard]] Result<GroupListings> list_consumer_groups(Session& session,
                                                         const ListGroupsOptions& filter);

/// The ids given with --group, each once; with --all-groups, those of all groups. Fails if a broker
/// did not tell its groups.
[[nodiscard]] Result<std::vector<std::string>> chosen_groups(Session& session);

/// Refuses a group whose members are no consumers, such as Kafka Connect's workers.
[[nodiscard]] Result<void> require_consumers(const GroupDescription& group);

using PartitionOffsets = std::unordered_map<TopicPartition, std::int64_t>;

/// One offset of each partition. -1 where no record has the timestamp asked for. The first
/// partition that has no answer is the error.
[[nodiscard]] Result<PartitionOffsets> offsets_of(Session& session,
                                                  std::span<const TopicPartition> partitions,
                                                  OffsetSpec spec);

/// Committed offsets of each group, in the order given.
[[nodiscard]] Result<std::vector<CommittedOffsets>> committed_offsets_of(
    Session& session, std::span<const std::string> groups);

}  // namespace kpp::tools::consumer_groups
