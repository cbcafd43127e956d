#include "cmd/topics/topic_facts.hpp"

#include <span>
#include <utility>

namespace kpp::tools::topics {
namespace {

/// Without the right, or a broker that knows of them, topics are described without reassignments.
Result<Reassignments> or_none(Result<Reassignments> reassignments) {
  if (reassignments) return reassignments;
  switch (reassignments.error().code()) {
    case ErrorCode::unsupported_version:
    case ErrorCode::unsupported_by_broker:
    case ErrorCode::cluster_authorization_failed:
      return Reassignments{};
    default:
      return reassignments;
  }
}

}  // namespace

void TopicFactsQuestion::ask_ahead(const std::vector<std::string>& names) {
  if (wanted_.configs)
    configs_ = std::async(std::launch::async, [this, names] { return ask_configs(names); });
}

Result<TopicFacts> TopicFactsQuestion::facts(const std::vector<TopicDescription>& topics) {
  TopicFacts facts;
  // Before the settings are waited for, which may have been asked about.
  auto reassignments = ask_reassignments(topics);
  if (!reassignments) return tl::unexpected(reassignments.error());
  facts.reassignments = std::move(*reassignments);
  if (wanted_.configs) {
    std::vector<std::string> names;
    names.reserve(topics.size());
    for (const TopicDescription& topic : topics) names.push_back(topic.name);
    Configs results = configs_.valid() ? configs_.get() : ask_configs(names);
    if (!results) return tl::unexpected(results.error());
    std::map<std::string, Error> refused;
    for (auto& [resource, entries] : *results) {
      if (entries) {
        facts.configs.emplace(resource.name, std::move(*entries));
      } else {
        refused.emplace(resource.name, entries.error());
      }
    }
    // One that was asked about ahead and is not there is nobody's business.
    for (const std::string& name : names)
      if (const auto found = refused.find(name); found != refused.end())
        return tl::unexpected(found->second);
  }
  if (wanted_.live_brokers) {
    const auto cluster = admin_.describe_cluster();
    if (!cluster) return tl::unexpected(cluster.error());
    for (const Node& node : cluster->nodes) facts.live_brokers.insert(node.id);
  }
  return facts;
}

TopicFactsQuestion::Configs TopicFactsQuestion::ask_configs(const std::vector<std::string>& names) {
  std::vector<ConfigResource> resources;
  resources.reserve(names.size());
  for (const std::string& name : names) resources.push_back({ConfigResourceType::topic, name});
  return admin_.describe_configs(resources);
}

Result<Reassignments> TopicFactsQuestion::ask_reassignments(
    const std::vector<TopicDescription>& topics) {
  std::vector<TopicPartition> partitions;
  // While a partition moves, its replicas are the old ones and the new ones. So one with a single replica does not, and the
  // brokers need not ask the controller about it.
  for (const TopicDescription& topic : topics)
    for (const PartitionDescription& partition : topic.partitions)
      if (partition.replicas.size() > 1) partitions.push_back({topic.name, partition.partition});
  if (partitions.empty()) return {};
  // A broker is quicker to tell of all that are under way than to look at many one by one.
  constexpr std::size_t many = 1000;
  if (partitions.size() > many) return or_none(admin_.list_partition_reassignments());
  return or_none(admin_.list_partition_reassignments(std::span<const TopicPartition>(partitions)));
}

}  // namespace kpp::tools::topics
