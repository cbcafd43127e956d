#pragma once
/// \file
/// Calls that the leaders of partitions answer.

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"

namespace kpp::admin {

using PartitionOf = std::function<const TopicPartition&(std::size_t)>;

/// What to say of a partition whose topic the cluster does not tell about.
[[nodiscard]] Error unknown_topic(const TopicPartition& partition, const Error& why);

/// Settles an item with a partition's error, unless the error says: later, or elsewhere.
template <class Value>
void settle_partition_error(Attempts<Value>& attempts, std::size_t item,
                            const TopicPartition& partition, const Error& why) {
  // A topic that was just made is not known to every broker at once.
  constexpr int unknown_topic_rounds = 3;
  const Error error = why.with_partition(partition.topic, partition.partition);
  const bool unknown = why.code() == ErrorCode::unknown_topic_or_partition;
  if (why.retriable() && !(unknown && attempts.round() >= unknown_topic_rounds)) {
    attempts.again(item, error);
  } else {
    attempts.settle(item, fail(error));
  }
}

/// Finds the leaders of all pending items. An item whose leader cannot be told just now is left to another round.
template <class Value>
[[nodiscard]] ItemsByNode items_by_leader(const Call& call, Attempts<Value>& attempts,
                                          const PartitionOf& partition_of) {
  ItemsByNode by_node;
  std::set<std::string> topics;
  for (const std::size_t i : attempts.pending()) topics.insert(partition_of(i).topic);
  const Result<Leaders> leaders = find_leaders(call, topics);
  if (!leaders) {
    attempts.unanswered(attempts.pending(), leaders.error());
    return by_node;
  }
  for (const std::size_t i : attempts.pending()) {
    const TopicPartition& partition = partition_of(i);
    if (const Result<std::int32_t> leader = leaders->of(partition)) {
      by_node[*leader].push_back(i);
    } else {
      const bool no_topic = leaders->topic_errors.contains(partition.topic);
      settle_partition_error(attempts, i, partition,
                             no_topic ? unknown_topic(partition, leader.error()) : leader.error());
    }
  }
  return by_node;
}

/// Asks the leaders of the pending items' partitions until nothing is left: `make_request(items)`, then
/// `take_answer(batch, answer)`, which settles the items of the batch.
template <wire::Request R, class Value, class MakeRequest, class TakeAnswer>
void ask_leaders(const Call& call, Attempts<Value>& attempts, const PartitionOf& partition_of,
                 MakeRequest make_request, TakeAnswer take_answer) {
  while (attempts.next_round()) {
    std::vector<Batch<R>> batches;
    for (const auto& [leader, items] : items_by_leader(call, attempts, partition_of))
      batches.push_back({leader, make_request(items), items});
    run_settling<R>(call, attempts, std::move(batches), take_answer);
  }
}

}  // namespace kpp::admin
