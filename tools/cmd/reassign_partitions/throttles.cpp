#include "cmd/reassign_partitions/throttles.hpp"

#include <algorithm>

#include "cmd/reassign_partitions/cluster_state.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

constexpr const char* leader_rate = "leader.replication.throttled.rate";
constexpr const char* follower_rate = "follower.replication.throttled.rate";
constexpr const char* log_dir_rate = "replica.alter.log.dirs.io.max.bytes.per.second";
constexpr const char* leader_replicas = "leader.replication.throttled.replicas";
constexpr const char* follower_replicas = "follower.replication.throttled.replicas";

ConfigResource broker_resource(std::int32_t id) {
  return {ConfigResourceType::broker, std::to_string(id)};
}

Result<void> alter(Admin& admin, const std::vector<ConfigAlteration>& alterations) {
  if (alterations.empty()) return {};
  const auto results = admin.alter_configs(alterations);
  if (!results) return tl::unexpected(results.error());
  if (const Error* error = results->first_error()) return tl::unexpected(*error);
  return {};
}

std::string joined(const std::set<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

void in_java_order(auto& items) {
  order_as_java_hash_map(items, java_buckets(java_default_buckets, items.size()),
                         [](const auto& item) { return item; });
}

}  // namespace

MoveMap plan_moves(const std::map<TopicPartition, PartitionReassignment>& under_way,
                   const Assignment& proposed, const Assignment& current) {
  MoveMap moves;
  for (const auto& [partition, reassignment] : under_way) {
    PartitionMove& move = moves[partition.topic][partition.partition];
    move.sources = {reassignment.replicas.begin(), reassignment.replicas.end()};
    for (const std::int32_t added : reassignment.adding_replicas) move.sources.erase(added);
    move.destinations = {reassignment.adding_replicas.begin(), reassignment.adding_replicas.end()};
  }
  for (const auto& [partition, replicas] : proposed) {
    auto& partitions = moves[partition.topic];
    const auto [found, is_new] = partitions.try_emplace(partition.partition);
    PartitionMove& move = found->second;
    // Of a move that is under way, the sources are those from which it began.
    if (is_new)
      if (const auto now = current.find(partition); now != current.end())
        move.sources = {now->second.begin(), now->second.end()};
    move.destinations = {replicas.begin(), replicas.end()};
    for (const std::int32_t source : move.sources) move.destinations.erase(source);
  }
  return moves;
}

std::string leader_throttle(const std::map<std::int32_t, PartitionMove>& moves) {
  std::set<std::string> parts;
  for (const auto& [partition, move] : moves)
    for (const std::int32_t source : move.sources)
      parts.insert(std::to_string(partition) + ':' + std::to_string(source));
  return joined(parts);
}

std::string follower_throttle(const std::map<std::int32_t, PartitionMove>& moves) {
  std::set<std::string> parts;
  for (const auto& [partition, move] : moves)
    for (const std::int32_t destination : move.destinations)
      if (!move.sources.contains(destination))
        parts.insert(std::to_string(partition) + ':' + std::to_string(destination));
  return joined(parts);
}

Result<void> throttle_moves(Admin& admin, const MoveMap& moves, std::int64_t bytes_per_second) {
  std::vector<ConfigAlteration> topics;
  std::set<std::int32_t> involved;
  for (const auto& [topic, partitions] : moves) {
    topics.push_back({{ConfigResourceType::topic, topic},
                      {ConfigChange::set(leader_replicas, leader_throttle(partitions)),
                       ConfigChange::set(follower_replicas, follower_throttle(partitions))}});
    for (const auto& [partition, move] : partitions) {
      involved.insert(move.sources.begin(), move.sources.end());
      involved.insert(move.destinations.begin(), move.destinations.end());
    }
  }
  if (auto altered = alter(admin, topics); !altered) return altered;
  const std::string rate = std::to_string(bytes_per_second);
  std::vector<ConfigAlteration> brokers;
  brokers.reserve(involved.size());
  for (const std::int32_t broker : involved)
    brokers.push_back(
        {broker_resource(broker),
         {ConfigChange::set(leader_rate, rate), ConfigChange::set(follower_rate, rate)}});
  return alter(admin, brokers);
}

Result<void> throttle_log_dirs(Admin& admin, const std::set<std::int32_t>& brokers,
                               std::int64_t bytes_per_second) {
  std::vector<ConfigAlteration> alterations;
  alterations.reserve(brokers.size());
  for (const std::int32_t broker : brokers)
    alterations.push_back({broker_resource(broker),
                           {ConfigChange::set(log_dir_rate, std::to_string(bytes_per_second))}});
  return alter(admin, alterations);
}

Result<ClearedThrottles> clear_throttles(Admin& admin, const Target& target) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  std::set<std::int32_t> brokers;
  for (const Node& node : cluster->nodes) brokers.insert(node.id);
  for (const auto& [partition, replicas] : target.partitions)
    brokers.insert(replicas.begin(), replicas.end());
  const std::set<std::string> topics = topics_of(target);

  std::vector<ConfigAlteration> alterations;
  alterations.reserve(brokers.size() + topics.size());
  for (const std::int32_t broker : brokers)
    alterations.push_back({broker_resource(broker),
                           {ConfigChange::remove(leader_rate), ConfigChange::remove(follower_rate),
                            ConfigChange::remove(log_dir_rate)}});
  for (const std::string& topic : topics)
    alterations.push_back(
        {{ConfigResourceType::topic, topic},
         {ConfigChange::remove(leader_replicas), ConfigChange::remove(follower_replicas)}});
  if (const auto altered = alter(admin, alterations); !altered)
    return tl::unexpected(altered.error());
  ClearedThrottles cleared{{brokers.begin(), brokers.end()}, {topics.begin(), topics.end()}};
  in_java_order(cleared.brokers);
  in_java_order(cleared.topics);
  return cleared;
}

}  // namespace kpp::tools::reassign_partitions
