#include "cmd/producer_perf_test/stored_bytes.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "kpp/admin.hpp"

namespace kpp::tools::producer_perf_test {
namespace {

std::string_view value_of(const std::vector<ConfigEntry>& settings, std::string_view name) {
  const auto found = std::ranges::find(settings, name, &ConfigEntry::name);
  return found == settings.end() || !found->value ? std::string_view() : *found->value;
}

/// Those that only grow. One that is not there yet holds nothing.
Result<std::set<std::string>> unbounded(Admin& admin, const std::vector<std::string>& topics,
                                        std::vector<Error>& unknown) {
  std::vector<ConfigResource> resources;
  resources.reserve(topics.size());
  for (const std::string& topic : topics) resources.push_back({ConfigResourceType::topic, topic});
  const auto described = admin.describe_configs(resources);
  if (!described) return tl::unexpected(described.error());
  std::set<std::string> growing;
  for (const auto& [resource, settings] : *described) {
    if (settings) {
      if (!is_bounded(*settings)) growing.insert(resource.name);
    } else if (settings.error().code() != ErrorCode::unknown_topic_or_partition) {
      unknown.push_back(settings.error());
    }
  }
  return growing;
}

}  // namespace

bool is_bounded(const std::vector<ConfigEntry>& settings) {
  const std::string_view limit = value_of(settings, "retention.bytes");
  return !limit.empty() && limit.front() != '-' &&
         value_of(settings, "cleanup.policy").find("delete") != std::string_view::npos;
}

void add_sizes(StoredBytes& stored, const std::set<std::string>& topics,
               const std::vector<LogDirDescription>& dirs_of_all_brokers) {
  std::map<TopicPartition, std::int64_t> largest;
  for (const LogDirDescription& dir : dirs_of_all_brokers) {
    for (const ReplicaLog& log : dir.replicas) {
      if (!topics.contains(log.partition.topic)) continue;
      std::int64_t& size = largest[log.partition];
      size = std::max(size, log.size);
    }
  }
  for (const auto& [partition, size] : largest) {
    if (size <= 0) continue;
    stored.topics.insert(partition.topic);
    stored.bytes += static_cast<std::uint64_t>(size);
  }
}

Result<StoredBytes> stored_bytes(const Config& config, const std::vector<std::string>& topics) {
  auto admin = Admin::create(config);
  if (!admin) return tl::unexpected(admin.error());
  StoredBytes stored;
  const auto growing = unbounded(*admin, topics, stored.unknown);
  if (!growing) return tl::unexpected(growing.error());
  if (growing->empty()) return stored;
  const auto cluster = admin->describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  std::vector<std::int32_t> brokers;
  brokers.reserve(cluster->nodes.size());
  for (const Node& node : cluster->nodes) brokers.push_back(node.id);
  const auto described = admin->describe_log_dirs(brokers);
  if (!described) return tl::unexpected(described.error());
  std::vector<LogDirDescription> all;
  for (const auto& [broker, dirs] : *described) {
    if (dirs) {
      all.insert(all.end(), dirs->begin(), dirs->end());
    } else {
      stored.unknown.push_back(dirs.error());
    }
  }
  add_sizes(stored, *growing, all);
  return stored;
}

}  // namespace kpp::tools::producer_perf_test
