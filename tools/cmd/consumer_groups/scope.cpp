#include "cmd/consumer_groups/scope.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace kpp::tools::consumer_groups {

Result<std::set<TopicPartition>> existing_partitions(Session& session,
                                                     std::span<const TopicArgument> arguments) {
  std::set<std::string> names;
  for (const TopicArgument& argument : arguments) names.insert(argument.topic);
  std::set<TopicPartition> partitions;
  if (names.empty()) return partitions;

  DescribeTopicsOptions how;
  static_cast<CallOptions&>(how) = session.call;
  const auto described =
      session.admin.describe_topics(std::vector<std::string>(names.begin(), names.end()), how);
  if (!described) return tl::unexpected(described.error());
  std::map<std::string_view, const TopicDescription*> topics;
  for (const auto& [name, answer] : *described) {
    if (!answer) {
      return kpp::fail(answer.error().code(), answer.error().message() + " (topic " + name + ')');
    }
    topics.emplace(name, &*answer);
  }

  std::string missing;
  std::string leaderless;
  const auto note = [](std::string& list, const TopicPartition& partition) {
    list += (list.empty() ? "" : ",") + partition.to_string();
  };
  const auto add = [&](const TopicPartition& partition, const PartitionDescription& description) {
    if (!description.leader) note(leaderless, partition);
    partitions.insert(partition);
  };
  for (const TopicArgument& argument : arguments) {
    const auto& all = topics.at(argument.topic)->partitions;
    if (argument.partitions.empty()) {
      for (const PartitionDescription& one : all) add({argument.topic, one.partition}, one);
    }
    for (const std::int32_t number : argument.partitions) {
      const auto found = std::ranges::find(all, number, &PartitionDescription::partition);
      if (found == all.end()) {
        note(missing, {argument.topic, number});
      } else {
        add({argument.topic, number}, *found);
      }
    }
  }
  if (!missing.empty()) {
    return kpp::fail(ErrorCode::unknown_topic_or_partition,
                     "The partitions \"" + missing + "\" do not exist");
  }
  if (!leaderless.empty()) {
    return kpp::fail(ErrorCode::leader_not_available,
                     "The partitions \"" + leaderless + "\" have no leader");
  }
  return partitions;
}

Result<void> require_existing(Session& session, const std::set<TopicPartition>& partitions) {
  std::vector<TopicArgument> arguments;
  for (const TopicPartition& partition : partitions) {
    if (arguments.empty() || arguments.back().topic != partition.topic)
      arguments.push_back({partition.topic, {}});
    arguments.back().partitions.push_back(partition.partition);
  }
  const auto existing = existing_partitions(session, arguments);
  if (!existing) return tl::unexpected(existing.error());
  return {};
}

}  // namespace kpp::tools::consumer_groups
