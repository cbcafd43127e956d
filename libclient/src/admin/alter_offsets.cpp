#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/offset_commit.hpp"
#include "wire/messages/offset_delete.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Call;
using wire::OffsetCommitRequest;
using wire::OffsetDeleteRequest;
using Commit = std::pair<TopicPartition, OffsetAndMetadata>;
using PartitionCodes = std::map<TopicPartition, std::int16_t>;
using PartitionResults = ItemResults<TopicPartition, void>;

template <class Response>
PartitionCodes codes_of(const Response& answer) {
  PartitionCodes codes;
  for (const auto& topic : answer.topics)
    for (const auto& partition : topic.partitions)
      codes.emplace(TopicPartition{topic.name, partition.partition_index}, partition.error_code);
  return codes;
}

Result<void> result_for(const PartitionCodes& codes, const TopicPartition& partition) {
  const auto code = codes.find(partition);
  if (code == codes.end())
    return fail(admin::missing_result("topic partition " + partition.to_string()));
  if (code->second == 0) return {};
  return fail(
      admin::broker_error(code->second).with_partition(partition.topic, partition.partition));
}

/// As a client that is no member of the group: generation -1, no member id.
OffsetCommitRequest commit_request(const std::string& group_id, std::span<const Commit> offsets,
                                   const std::vector<std::size_t>& items) {
  OffsetCommitRequest request;
  request.group_id = group_id;
  std::map<std::string_view, std::size_t> topics;
  for (const std::size_t i : items) {
    const auto& [partition, offset] = offsets[i];
    const auto [topic, added] = topics.emplace(partition.topic, request.topics.size());
    if (added) request.topics.push_back({partition.topic, {}});
    request.topics[topic->second].partitions.push_back(
        {partition.partition, offset.offset, offset.leader_epoch.value_or(-1), offset.metadata});
  }
  return request;
}

OffsetDeleteRequest delete_request(const std::string& group_id,
                                   std::span<const TopicPartition> partitions) {
  std::map<std::string, std::set<std::int32_t>> by_topic;
  for (const auto& [topic, partition] : partitions) by_topic[topic].insert(partition);
  OffsetDeleteRequest request;
  request.group_id = group_id;
  for (const auto& [topic, numbers] : by_topic) {
    auto& wired = request.topics.emplace_back();
    wired.name = topic;
    for (const std::int32_t number : numbers) wired.partitions.push_back({number});
  }
  return request;
}

Result<std::int32_t> find_coordinator(const Call& call, const std::string& group_id) {
  return admin::find_coordinators(call, {&group_id, 1}).front();
}

}  // namespace

Result<PartitionResults> Admin::commit_offsets(const std::string& group_id,
                                               std::span<const Commit> offsets,
                                               const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  Attempts<void> attempts(call, offsets.size());
  while (attempts.next_round()) {
    const Result<std::int32_t> coordinator = find_coordinator(call, group_id);
    if (!coordinator) {
      attempts.unanswered(attempts.pending(), coordinator.error());
      continue;
    }
    const auto answer =
        ask_once(call, *coordinator, commit_request(group_id, offsets, attempts.pending()));
    if (!answer) {
      attempts.unanswered(attempts.pending(), answer.error());
      continue;
    }
    const PartitionCodes codes = codes_of(*answer);
    for (const std::size_t i : attempts.pending()) {
      const Result<void> result = result_for(codes, offsets[i].first);
      if (!result && result.error().code() == ErrorCode::rebalance_in_progress) {
        attempts.again(i, result.error());
      } else if (!result) {
        settle_group_error(attempts, i, result.error());
      } else {
        attempts.settle(i, Result<void>());
      }
    }
  }
  std::vector<TopicPartition> partitions;
  partitions.reserve(offsets.size());
  for (const Commit& offset : offsets) partitions.push_back(offset.first);
  return attempts.results<TopicPartition>(partitions);
}

Result<PartitionResults> Admin::delete_offsets(const std::string& group_id,
                                               std::span<const TopicPartition> partitions,
                                               const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  Attempts<PartitionResults> attempts(call, 1);
  while (attempts.next_round()) {
    const Result<std::int32_t> coordinator = find_coordinator(call, group_id);
    if (!coordinator) {
      attempts.unanswered(0, coordinator.error());
      continue;
    }
    const auto answer = ask_once(call, *coordinator, delete_request(group_id, partitions));
    if (!answer) {
      attempts.unanswered(0, answer.error());
    } else if (answer->error_code != 0) {
      settle_group_error(attempts, 0, admin::broker_error(answer->error_code));
    } else {
      const PartitionCodes codes = codes_of(*answer);
      PartitionResults results;
      for (const TopicPartition& partition : partitions)
        results.add(partition, result_for(codes, partition));
      attempts.settle(0, std::move(results));
    }
  }
  return attempts.result();
}

}  // namespace kpp
