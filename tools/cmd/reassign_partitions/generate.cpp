#include <algorithm>
#include <random>

#include "cmd/reassign_partitions/actions.hpp"
#include "cmd/reassign_partitions/cluster_state.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

Result<std::vector<PlacementBroker>> placement_brokers(Admin& admin,
                                                       const std::vector<std::int32_t>& wanted,
                                                       bool rack_aware) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  std::vector<PlacementBroker> brokers;
  for (const Node& node : cluster->nodes)
    if (std::ranges::find(wanted, node.id) != wanted.end())
      brokers.push_back({node.id, rack_aware ? node.rack : std::nullopt});
  const auto without_rack =
      std::ranges::count_if(brokers, [](const PlacementBroker& broker) { return !broker.rack; });
  if (without_rack != 0 && without_rack != std::ssize(brokers))
    return kpp::fail(ErrorCode::invalid_argument,
                     "Not all brokers have rack information. Add --disable-rack-aware in command "
                     "line to make replica assignment without rack information.");
  return brokers;
}

/// As many replicas for each partition as the topic's first has.
std::vector<PlacementTopic> placement_topics(const Assignment& current) {
  std::vector<PlacementTopic> topics;
  for (const auto& [partition, replicas] : current) {
    if (topics.empty() || topics.back().topic != partition.topic)
      topics.push_back({partition.topic, {}, static_cast<std::int16_t>(replicas.size())});
    topics.back().partitions.push_back(partition.partition);
  }
  return topics;
}

}  // namespace

Result<GenerateReport> generate(Admin& admin, const std::vector<std::string>& topics,
                                const std::vector<std::int32_t>& brokers, bool rack_aware) {
  auto current = assignment_of_topics(admin, {topics.begin(), topics.end()});
  if (!current) return tl::unexpected(current.error());
  const auto candidates = placement_brokers(admin, brokers, rack_aware);
  if (!candidates) return tl::unexpected(candidates.error());
  auto proposed = plan_reassignment(placement_topics(*current), *candidates,
                                    {.rack_aware = rack_aware, .seed = std::random_device{}()});
  if (!proposed) return tl::unexpected(proposed.error());
  auto dirs = log_dirs_of(admin, *current);
  if (!dirs) return tl::unexpected(dirs.error());
  return GenerateReport{*std::move(current), *std::move(dirs), *std::move(proposed)};
}

}  // namespace kpp::tools::reassign_partitions
