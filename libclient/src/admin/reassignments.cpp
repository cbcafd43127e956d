#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/list_partition_reassignments.hpp"

namespace kpp {

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

}  // namespace kpp
