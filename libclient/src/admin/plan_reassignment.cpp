#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "kpp/admin/reassignments.hpp"

// The placement is that of Kafka's own reassignment tool: KIP-36 where there are racks.

namespace kpp {
namespace {

using Brokers = std::vector<PlacementBroker>;
using Replicas = std::vector<std::int32_t>;

/// Neighbours in the order are in different racks as long as the racks last: a1 b1 c1 a2 b2 c2.
Brokers alternate_racks(std::span<const PlacementBroker> brokers) {
  std::map<std::string, Brokers> racks;
  for (const PlacementBroker& broker : brokers) racks[*broker.rack].push_back(broker);
  for (auto& [rack, members] : racks) std::ranges::sort(members, {}, &PlacementBroker::id);
  Brokers arranged;
  for (std::size_t turn = 0; arranged.size() < brokers.size(); ++turn)
    for (const auto& [rack, members] : racks)
      if (turn < members.size()) arranged.push_back(members[turn]);
  return arranged;
}

class Placement {
 public:
  Placement(Brokers brokers, bool by_rack, std::uint32_t begin, std::uint32_t shift)
      : brokers_(std::move(brokers)), by_rack_(by_rack), begin_(begin), shift_(shift) {
    std::set<std::string> racks;
    for (const PlacementBroker& broker : brokers_) racks.insert(broker.rack.value_or(""));
    racks_ = racks.size();
  }

  /// Of the next partition, the leader first.
  Replicas next(std::size_t replication_factor) {
    if (count_ > 0 && count_ % brokers_.size() == 0) ++shift_;
    const std::size_t first = (count_++ + begin_) % brokers_.size();
    std::set<std::string> used_racks{brokers_[first].rack.value_or("")};
    std::set<std::int32_t> used{brokers_[first].id};
    Replicas replicas{brokers_[first].id};
    for (std::size_t step = 0; replicas.size() < replication_factor; ++step) {
      const PlacementBroker& candidate = brokers_[follower(first, step)];
      const std::string rack = candidate.rack.value_or("");
      const bool rack_is_free =
          !by_rack_ || !used_racks.contains(rack) || used_racks.size() == racks_;
      if (!rack_is_free || used.contains(candidate.id)) continue;
      used_racks.insert(rack);
      used.insert(candidate.id);
      replicas.push_back(candidate.id);
    }
    return replicas;
  }

 private:
  [[nodiscard]] std::size_t follower(std::size_t first, std::size_t step) const {
    const std::size_t shift = by_rack_ ? shift_ * racks_ : shift_;
    return (first + 1 + (shift + step) % (brokers_.size() - 1)) % brokers_.size();
  }

  Brokers brokers_;
  bool by_rack_;
  std::size_t racks_ = 0;
  std::size_t begin_;
  std::size_t shift_;
  std::size_t count_ = 0;
};

Result<bool> has_racks(std::span<const PlacementBroker> brokers) {
  const auto with_rack = static_cast<std::size_t>(
      std::ranges::count_if(brokers, [](const auto& broker) { return broker.rack.has_value(); }));
  if (with_rack != 0 && with_rack != brokers.size())
    return fail(ErrorCode::invalid_argument, "Not all brokers have rack information.");
  return with_rack != 0;
}

Result<void> check(const PlacementTopic& topic, std::size_t brokers) {
  if (topic.replication_factor <= 0)
    return fail(
        Error(ErrorCode::invalid_replication_factor, "Replication factor must be larger than 0.")
            .with_topic(topic.topic));
  if (static_cast<std::size_t>(topic.replication_factor) > brokers)
    return fail(Error(ErrorCode::invalid_replication_factor,
                      "The target replication factor of " +
                          std::to_string(topic.replication_factor) +
                          " cannot be reached because only " + std::to_string(brokers) +
                          " broker(s) are registered or some brokers have all their log "
                          "directories cordoned.")
                    .with_topic(topic.topic));
  return {};
}

}  // namespace

Result<std::map<TopicPartition, Replicas>> plan_reassignment(
    std::span<const PlacementTopic> topics, std::span<const PlacementBroker> brokers,
    const PlacementOptions& options) {
  if (brokers.empty()) return fail(ErrorCode::invalid_argument, "There is no broker to move to.");
  bool by_rack = false;
  if (options.rack_aware) {
    const Result<bool> racks = has_racks(brokers);
    if (!racks) return fail(racks.error());
    by_rack = *racks;
  }
  Brokers order(brokers.begin(), brokers.end());
  std::ranges::sort(order, {}, &PlacementBroker::id);
  if (by_rack) order = alternate_racks(brokers);

  std::mt19937 random(options.seed);
  const auto any_place = [&] { return static_cast<std::uint32_t>(random() % brokers.size()); };
  std::map<TopicPartition, Replicas> plan;
  for (const PlacementTopic& topic : topics) {
    if (const Result<void> fine = check(topic, brokers.size()); !fine) return fail(fine.error());
    const std::uint32_t begin = any_place();
    Placement placement(order, by_rack, begin, any_place());
    for (const std::int32_t partition : topic.partitions)
      plan.insert_or_assign({topic.topic, partition},
                            placement.next(static_cast<std::size_t>(topic.replication_factor)));
  }
  return plan;
}

}  // namespace kpp
