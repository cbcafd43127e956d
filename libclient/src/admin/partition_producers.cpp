#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/leader_rounds.hpp"
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
  const admin::PartitionOf partition_of = [&](std::size_t i) -> const TopicPartition& {
    return partitions[i];
  };

  const auto take = [&](const Batch<DescribeProducersRequest>& batch,
                        const DescribeProducersResponse& response) {
    std::map<TopicPartition, const Answer*> answers;
    for (const auto& topic : response.topics)
      for (const Answer& answer : topic.partitions)
        answers.emplace(TopicPartition{topic.name, answer.partition_index}, &answer);
    for (const std::size_t i : batch.items) {
      const auto found = answers.find(partitions[i]);
      if (found == answers.end()) {
        attempts.settle(i, fail(admin::missing_result("partition " + partitions[i].to_string())));
      } else if (found->second->error_code == 0) {
        attempts.settle(i, producers_of(*found->second));
      } else {
        settle_partition_error(
            attempts, i, partitions[i],
            admin::broker_error(found->second->error_code, found->second->error_message));
      }
    }
  };

  while (attempts.next_round()) {
    admin::ItemsByNode by_node;
    if (!options.broker) {
      by_node = items_by_leader(call, attempts, partition_of);
    } else if (const Result<void> known = admin::ensure_brokers_known(call)) {
      by_node[*options.broker] = attempts.pending();
    } else {
      attempts.unanswered(attempts.pending(), known.error());
    }
    std::vector<Batch<DescribeProducersRequest>> batches;
    for (const auto& [node, items] : by_node)
      batches.push_back({node, request_for(partitions, items), items});
    admin::run_settling<DescribeProducersRequest>(call, attempts, std::move(batches), take);
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
  admin::ask_leaders<WriteTxnMarkersRequest>(
      call, attempts, [&](std::size_t) -> const TopicPartition& { return partition; },
      [&](const std::vector<std::size_t>&) { return request; },
      [&](const Batch<WriteTxnMarkersRequest>&, const WriteTxnMarkersResponse& answer) {
        for (const auto& result : answer.markers)
          for (const auto& topic : result.topics)
            for (const auto& [index, error_code] : topic.partitions) {
              if (topic.name != partition.topic || index != partition.partition) continue;
              if (error_code == 0) {
                attempts.settle(0, Result<void>());
              } else {
                settle_partition_error(attempts, 0, partition, admin::broker_error(error_code));
              }
              return;
            }
        attempts.settle(0, fail(admin::missing_result("partition " + partition.to_string())));
      });
  return attempts.result();
}

}  // namespace kpp
