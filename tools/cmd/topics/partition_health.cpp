#include "cmd/topics/partition_health.hpp"

#include <algorithm>

namespace kpp::tools::topics {
namespace {

/// A reassignment may have ended after it was asked about and before the partition was: then none of
/// the replicas it moved is left.
bool is_reassigning(const PartitionReport& partition) {
  if (!partition.reassignment) return false;
  const auto& replicas = partition.description.replicas;
  const auto among_replicas = [&](std::int32_t id) {
    return std::ranges::find(replicas, id) != replicas.end();
  };
  return std::ranges::any_of(partition.reassignment->removing_replicas, among_replicas) ||
         std::ranges::any_of(partition.reassignment->adding_replicas, among_replicas);
}

}  // namespace

std::size_t replication_factor(const PartitionReport& partition) {
  if (!is_reassigning(partition)) return partition.description.replicas.size();
  const std::size_t all = partition.reassignment->replicas.size();
  return all - std::min(all, partition.reassignment->adding_replicas.size());
}

bool is_under_replicated(const PartitionReport& partition) {
  return replication_factor(partition) > partition.description.isr.size();
}

bool is_unavailable(const PartitionReport& partition, const std::set<std::int32_t>& live_brokers) {
  const auto& leader = partition.description.leader;
  return !leader || !live_brokers.contains(*leader);
}

bool is_under_min_isr(const PartitionReport& partition, std::size_t min_isr) {
  return !partition.description.leader || partition.description.isr.size() < min_isr;
}

bool is_at_min_isr(const PartitionReport& partition, std::size_t min_isr) {
  return partition.description.isr.size() == min_isr;
}

}  // namespace kpp::tools::topics
