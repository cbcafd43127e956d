#include "cmd/consumer_groups/session.hpp"

#include <algorithm>
#include <unordered_set>

namespace kpp::tools::consumer_groups {

Result<GroupListings> list_consumer_groups(Session& session, const ListGroupsOptions& filter) {
  auto listings = session.admin.list_groups(filter);
  if (!listings) return listings;
  std::erase_if(listings->groups, [](const GroupListing& group) {
    return !group.protocol_type.empty() && group.protocol_type != "consumer";
  });
  return listings;
}

Result<std::vector<std::string>> chosen_groups(Session& session) {
  std::vector<std::string> ids;
  if (!session.options.has("all-groups")) {
    std::unordered_set<std::string_view> seen;
    for (const std::string& id : session.options.values("group"))
      if (seen.insert(id).second) ids.push_back(id);
    return ids;
  }
  ListGroupsOptions all;
  static_cast<CallOptions&>(all) = session.call;
  auto listings = list_consumer_groups(session, all);
  if (!listings) return tl::unexpected(listings.error());
  if (!listings->errors.empty()) return tl::unexpected(listings->errors.front());
  for (GroupListing& group : listings->groups) ids.push_back(std::move(group.group_id));
  return ids;
}

Result<void> require_consumers(const GroupDescription& group) {
  if (group.protocol_type.empty() || group.protocol_type == "consumer") return {};
  return kpp::fail(
      ErrorCode::invalid_argument,
      "GroupId " + group.group_id + " is not a consumer group (" + group.protocol_type + ").");
}

Result<PartitionOffsets> offsets_of(Session& session, std::span<const TopicPartition> partitions,
                                    OffsetSpec spec) {
  PartitionOffsets offsets;
  if (partitions.empty()) return offsets;
  std::vector<std::pair<TopicPartition, OffsetSpec>> queries;
  queries.reserve(partitions.size());
  for (const TopicPartition& partition : partitions) queries.emplace_back(partition, spec);
  ListOffsetsOptions how;
  static_cast<CallOptions&>(how) = session.call;
  auto answers = session.admin.list_offsets(queries, how);
  if (!answers) return tl::unexpected(answers.error());
  offsets.reserve(answers->size());
  for (auto& [partition, answer] : *answers) {
    if (!answer)
      return tl::unexpected(answer.error().with_partition(partition.topic, partition.partition));
    offsets.emplace(std::move(partition), answer->offset);
  }
  return offsets;
}

Result<std::vector<CommittedOffsets>> committed_offsets_of(Session& session,
                                                           std::span<const std::string> groups) {
  std::vector<CommittedOffsets> committed;
  if (groups.empty()) return committed;
  std::vector<GroupOffsetsQuery> queries;
  queries.reserve(groups.size());
  for (const std::string& group : groups) queries.push_back({group, std::nullopt});
  auto answers = session.admin.committed_offsets(queries, session.call);
  if (!answers) return tl::unexpected(answers.error());
  committed.reserve(answers->size());
  for (auto& [group, answer] : *answers) {
    if (!answer) return tl::unexpected(answer.error());
    committed.push_back(std::move(*answer));
  }
  return committed;
}

}  // namespace kpp::tools::consumer_groups
