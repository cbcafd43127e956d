#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/alter_partition_reassignments.hpp"
#include "wire/messages/list_partition_reassignments.hpp"

namespace kpp {

using wire::AlterPartitionReassignmentsRequest;
using wire::AlterPartitionReassignmentsResponse;
using wire::ListPartitionReassignmentsRequest;
using wire::ListPartitionReassignmentsResponse;
using Reassignments = std::map<TopicPartition, PartitionReassignment>;

Result<Reassignments> Admin::list_partition_reassignments(
    std::optional<std::span<const TopicPartition>> partitions, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);

  ListPartitionReassignmentsRequest request;
  if (partitions) {
    std::map<std::string, std::vector<std::int32_t>> by_topic;
    for (const auto& [topic, partition] : *partitions) by_topic[topic].push_back(partition);
    auto& topics = request.topics.emplace();
    for (auto& [topic, numbers] : by_topic) topics.push_back({topic, std::move(numbers)});
  }

  admin::Attempts<Reassignments> attempts(call, 1);
  admin::ask_controller<ListPartitionReassignmentsRequest>(
      call, attempts,
      [&] {
        request.timeout_ms = call.milliseconds_left();
        return request;
      },
      [&](const ListPartitionReassignmentsResponse& answer) {
        const Error error = admin::broker_error(answer.error_code, answer.error_message);
        if (error.code() == ErrorCode::not_controller) {
          attempts.again(0, error);
          return;
        }
        if (answer.error_code != 0) {
          attempts.settle(0, fail(error));
          return;
        }
        Reassignments found;
        for (const auto& topic : answer.topics)
          for (const auto& partition : topic.partitions)
            found.insert_or_assign(
                TopicPartition{topic.name, partition.partition_index},
                PartitionReassignment{partition.replicas, partition.adding_replicas,
                                      partition.removing_replicas});
        attempts.settle(0, std::move(found));
      });
  return attempts.result();
}

Result<ItemResults<TopicPartition, void>> Admin::alter_partition_reassignments(
    std::span<const std::pair<TopicPartition, std::optional<std::vector<std::int32_t>>>> moves,
    const AlterReassignmentsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, moves.size());

  const auto take = [&](const AlterPartitionReassignmentsResponse& answer) {
    const Error whole = admin::broker_error(answer.error_code, answer.error_message);
    std::map<std::pair<std::string_view, std::int32_t>, Error> errors;
    for (const auto& topic : answer.responses)
      for (const auto& partition : topic.partitions)
        errors.emplace(std::pair(std::string_view(topic.name), partition.partition_index),
                       admin::broker_error(partition.error_code, partition.error_message));
    for (const std::size_t i : attempts.pending()) {
      const TopicPartition& partition = moves[i].first;
      const auto found = errors.find({partition.topic, partition.partition});
      const Error error = answer.error_code != 0 ? whole
                          : found == errors.end()
                              ? admin::missing_result("topic partition " + partition.to_string())
                              : found->second;
      if (error.code() == ErrorCode::none) {
        attempts.settle(i, Result<void>());
      } else if (error.code() == ErrorCode::not_controller) {
        attempts.again(i, error);
      } else {
        attempts.settle(i, fail(error.with_partition(partition.topic, partition.partition)));
      }
    }
  };
  admin::ask_controller<AlterPartitionReassignmentsRequest>(
      call, attempts,
      [&] {
        AlterPartitionReassignmentsRequest request;
        request.timeout_ms = call.milliseconds_left();
        request.allow_replication_factor_change = options.allow_replication_factor_change;
        std::map<std::string_view, std::size_t> topics;
        for (const std::size_t i : attempts.pending()) {
          const auto& [partition, replicas] = moves[i];
          const auto [topic, added] = topics.emplace(partition.topic, request.topics.size());
          if (added) request.topics.push_back({partition.topic, {}});
          request.topics[topic->second].partitions.push_back({partition.partition, replicas});
        }
        return request;
      },
      take);

  std::vector<TopicPartition> partitions;
  partitions.reserve(moves.size());
  for (const auto& [partition, replicas] : moves) partitions.push_back(partition);
  return attempts.results<TopicPartition>(partitions);
}

}  // namespace kpp
