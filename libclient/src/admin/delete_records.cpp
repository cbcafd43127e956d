#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/leader_rounds.hpp"
#include "wire/messages/delete_records.hpp"

namespace kpp {

using admin::Batch;
using wire::DeleteRecordsRequest;
using wire::DeleteRecordsResponse;

Result<ItemResults<TopicPartition, DeletedRecords>> Admin::delete_records(
    std::span<const std::pair<TopicPartition, std::int64_t>> before, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<DeletedRecords> attempts(call, before.size());

  admin::ask_leaders<DeleteRecordsRequest>(
      call, attempts, [&](std::size_t i) -> const TopicPartition& { return before[i].first; },
      [&](const std::vector<std::size_t>& items) {
        DeleteRecordsRequest request;
        request.timeout_ms = call.milliseconds_left();
        std::map<std::string_view, std::size_t> topics;
        for (const std::size_t i : items) {
          const auto& [partition, offset] = before[i];
          const auto [topic, added] = topics.emplace(partition.topic, request.topics.size());
          if (added) request.topics.push_back({partition.topic, {}});
          request.topics[topic->second].partitions.push_back({partition.partition, offset});
        }
        return request;
      },
      [&](const Batch<DeleteRecordsRequest>& batch, const DeleteRecordsResponse& answer) {
        using Found = DeleteRecordsResponse::Topic::Partition;
        std::map<std::pair<std::string_view, std::int32_t>, const Found*> answers;
        for (const auto& topic : answer.topics)
          for (const Found& found : topic.partitions)
            answers.emplace(std::pair(std::string_view(topic.name), found.partition_index), &found);
        for (const std::size_t i : batch.items) {
          const TopicPartition& partition = before[i].first;
          const auto found = answers.find({partition.topic, partition.partition});
          if (found == answers.end()) {
            attempts.settle(
                i, fail(admin::missing_result("topic partition " + partition.to_string())));
          } else if (const std::int16_t code = found->second->error_code; code != 0) {
            settle_partition_error(attempts, i, partition,
                                   admin::broker_error(code).with_broker(batch.node));
          } else {
            attempts.settle(i, DeletedRecords{found->second->low_watermark});
          }
        }
      });

  std::vector<TopicPartition> partitions;
  partitions.reserve(before.size());
  for (const auto& [partition, offset] : before) partitions.push_back(partition);
  return attempts.results<TopicPartition>(partitions);
}

}  // namespace kpp
