#include "cmd/reassign_partitions/cluster_state.hpp"

#include "common/java_error.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

/// As Kafka's tool prints the cause of a failed call.
tl::unexpected<Error> missing(const std::string& sentence) {
  const Error error(ErrorCode::unknown_topic_or_partition, sentence);
  return kpp::fail(error.code(), as_java_exception(error));
}

}  // namespace

Result<Assignment> assignment_of_topics(Admin& admin, const std::set<std::string>& topics) {
  const std::vector<std::string> names(topics.begin(), topics.end());
  const auto described = admin.describe_topics(names);
  if (!described) return tl::unexpected(described.error());
  Assignment assignment;
  for (const auto& [topic, description] : *described) {
    if (!description) {
      if (description.error().code() == ErrorCode::unknown_topic_or_partition)
        return missing("Topic " + topic + " not found.");
      return tl::unexpected(description.error());
    }
    for (const PartitionDescription& partition : description->partitions)
      assignment.emplace(TopicPartition{topic, partition.partition}, partition.replicas);
  }
  return assignment;
}

Result<Assignment> assignment_of_partitions(Admin& admin, const Assignment& wanted) {
  std::set<std::string> topics;
  for (const auto& [partition, replicas] : wanted) topics.insert(partition.topic);
  auto all = assignment_of_topics(admin, topics);
  if (!all) return all;
  std::string not_there;
  for (const auto& [partition, replicas] : wanted)
    if (!all->contains(partition))
      not_there += (not_there.empty() ? "" : ", ") + partition.to_string();
  if (!not_there.empty()) return missing("Unable to find partition: " + not_there);
  std::erase_if(*all, [&](const auto& entry) { return !wanted.contains(entry.first); });
  return all;
}

Result<LogDirs> log_dirs_of(Admin& admin, const Assignment& assignment) {
  std::vector<TopicPartitionReplica> replicas;
  for (const auto& [partition, brokers] : assignment)
    for (const std::int32_t broker : brokers)
      replicas.push_back({partition.topic, partition.partition, broker});
  const auto places = admin.describe_replica_log_dirs(replicas);
  if (!places) return tl::unexpected(places.error());
  LogDirs dirs;
  for (const auto& [replica, place] : *places)
    if (place && place->current) dirs.emplace(replica, *place->current);
  return dirs;
}

std::set<std::string> topics_of(const Target& target) {
  std::set<std::string> topics;
  for (const auto& [partition, replicas] : target.partitions) topics.insert(partition.topic);
  return topics;
}

}  // namespace kpp::tools::reassign_partitions
