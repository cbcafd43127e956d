#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_producers.hpp"
#include "wire/messages/write_txn_markers.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using wire::DescribeProducersRequest;
using wire::DescribeProducersResponse;
using wire::WriteTxnMarkersRequest;
using wire::WriteTxnMarkersResponse;
using Producers = std::vector<ProducerState>;
using Answer = DescribeProducersResponse::Topic::Partition;

std::optional<std::int32_t> not_negative(std::int32_t value) {
  return value < 0 ? std::nullopt : std::optional(value);
}

Producers producers_of(const Answer& answer) {
  Producers producers;
  for (const auto& active : answer.active_producers) {
    ProducerState& producer = producers.emplace_back();
    producer.producer_id = active.producer_id;
    producer.producer_epoch = active.producer_epoch;
    producer.last_sequence = active.last_sequence;
    producer.last_timestamp = active.last_timestamp;
    producer.coordinator_epoch = not_negative(active.coordinator_epoch);
    if (active.current_txn_start_offset >= 0)
      producer.transaction_start_offset = active.current_txn_start_offset;
  }
  return producers;
}

/// Settles an item with a partition's error, unless it says: later, or elsewhere.
template <class Value>
void settle_error(Attempts<Value>& attempts, std::size_t item, const TopicPartition& partition,
                  const Error& why) {
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

/// The pending items by the leader of their partition. What has none just now is left to another round.
template <class Value>
std::map<std::int32_t, std::vector<std::size_t>> by_leader(
    const admin::Call& call, Attempts<Value>& attempts,
    std::span<const TopicPartition> partitions) {
  std::map<std::int32_t, std::vector<std::size_t>> by_node;
  std::set<std::string> topics;
  for (const std::size_t i : attempts.pending()) topics.insert(partitions[i].topic);
  const Result<admin::Leaders> leaders = admin::find_leaders(call, topics);
  if (!leaders) {
    attempts.unanswered(attempts.pending(), leaders.error());
    return by_node;
  }
  for (const std::size_t i : attempts.pending()) {
    const Result<std::int32_t> leader = leaders->of(partitions[i]);
    if (leader) {
      by_node[*leader].push_back(i);
    } else {
      settle_error(attempts, i, partitions[i], leader.error());
    }
  }
  return by_node;
}

DescribeProducersRequest request_for(std::span<const TopicPartition> partitions,
                                     const std::vector<std::size_t>& items) {
  std::map<std::string, std::vector<std::int32_t>> by_topic;
  for (const std::size_t i : items)
    by_topic[partitions[i].topic].push_back(partitions[i].partition);
  DescribeProducersRequest request;
  for (auto& [topic, numbers] : by_topic) request.topics.push_back({topic, std::move(numbers)});
  return request;
}

}  // namespace

Result<ItemResults<TopicPartition, Producers>> Admin::describe_producers(
    std::span<const TopicPartition> partitions, const DescribeProducersOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<Producers> attempts(call, partitions.size());

  const auto take = [&](const Batch<DescribeProducersRequest>& batch,
                        const Result<DescribeProducersResponse>& response) {
    if (!response) {
      attempts.unanswered(batch.items, response.error());
      return;
    }
    std::map<TopicPartition, const Answer*> answers;
    for (const auto& topic : response->topics)
      for (const Answer& answer : topic.partitions)
        answers.emplace(TopicPartition{topic.name, answer.partition_index}, &answer);
    for (const std::size_t i : batch.items) {
      const auto found = answers.find(partitions[i]);
      if (found == answers.end()) {
        attempts.settle(i, fail(admin::missing_result("partition " + partitions[i].to_string())));
      } else if (found->second->error_code == 0) {
        attempts.settle(i, producers_of(*found->second));
      } else {
        settle_error(attempts, i, partitions[i],
                     admin::broker_error(found->second->error_code, found->second->error_message));
      }
    }
  };

  while (attempts.next_round()) {
    std::map<std::int32_t, std::vector<std::size_t>> by_node;
    if (!options.broker) {
      by_node = by_leader(call, attempts, partitions);
    } else if (const Result<void> known = admin::ensure_brokers_known(call)) {
      by_node[*options.broker] = attempts.pending();
    } else {
      attempts.unanswered(attempts.pending(), known.error());
    }
    std::vector<Batch<DescribeProducersRequest>> batches;
    for (const auto& [node, items] : by_node)
      batches.push_back({node, request_for(partitions, items), items});
    admin::run<DescribeProducersRequest>(call, std::move(batches), take);
  }
  return attempts.results<TopicPartition>(partitions);
}

Result<void> Admin::abort_transaction(const HangingTransaction& transaction,
                                      const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const TopicPartition& partition = transaction.partition;

  WriteTxnMarkersRequest request;
  auto& marker = request.markers.emplace_back();
  marker.producer_id = transaction.producer_id;
  marker.producer_epoch = transaction.producer_epoch;
  marker.coordinator_epoch = transaction.coordinator_epoch;
  marker.transaction_result = false;  // aborted
  marker.topics.push_back({partition.topic, {partition.partition}});

  Attempts<void> attempts(call, 1);
  const auto take = [&](const Result<WriteTxnMarkersResponse>& answer) {
    if (!answer) {
      attempts.unanswered(0, answer.error());
      return;
    }
    for (const auto& result : answer->markers)
      for (const auto& topic : result.topics)
        for (const auto& [index, error_code] : topic.partitions) {
          if (topic.name != partition.topic || index != partition.partition) continue;
          if (error_code == 0) {
            attempts.settle(0, Result<void>());
          } else {
            settle_error(attempts, 0, partition, admin::broker_error(error_code));
          }
          return;
        }
    attempts.settle(0, fail(admin::missing_result("partition " + partition.to_string())));
  };
  while (attempts.next_round())
    for (const auto& [node, items] : by_leader<void>(call, attempts, {&partition, 1}))
      take(ask_once(call, node, request));
  return attempts.result();
}

}  // namespace kpp
