#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/alter_share_group_offsets.hpp"
#include "wire/messages/delete_share_group_offsets.hpp"
#include "wire/messages/describe_share_group_offsets.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using wire::AlterShareGroupOffsetsRequest;
using wire::AlterShareGroupOffsetsResponse;
using wire::DeleteShareGroupOffsetsRequest;
using wire::DeleteShareGroupOffsetsResponse;
using wire::DescribeShareGroupOffsetsRequest;
using wire::DescribeShareGroupOffsetsResponse;

DescribeShareGroupOffsetsRequest::Group group_of(const GroupOffsetsQuery& query) {
  DescribeShareGroupOffsetsRequest::Group group;
  group.group_id = query.group_id;
  if (!query.partitions) return group;
  std::map<std::string, std::vector<std::int32_t>> by_topic;
  for (const auto& [topic, partition] : *query.partitions) by_topic[topic].push_back(partition);
  auto& topics = group.topics.emplace();
  for (auto& [topic, partitions] : by_topic) topics.push_back({topic, std::move(partitions)});
  return group;
}

Result<ShareGroupOffsets> offsets_of(const DescribeShareGroupOffsetsResponse::Group& group) {
  if (group.error_code != 0)
    return fail(admin::broker_error(group.error_code, group.error_message));
  ShareGroupOffsets offsets;
  for (const auto& topic : group.topics) {
    for (const auto& partition : topic.partitions) {
      if (partition.error_code != 0)
        return fail(admin::broker_error(partition.error_code, partition.error_message)
                        .with_partition(topic.topic_name, partition.partition_index));
      if (partition.start_offset < 0) continue;
      ShareGroupOffset& offset = offsets[{topic.topic_name, partition.partition_index}];
      offset.start_offset = partition.start_offset;
      if (partition.leader_epoch >= 0) offset.leader_epoch = partition.leader_epoch;
      if (partition.lag >= 0) offset.lag = partition.lag;
    }
  }
  return offsets;
}

/// Asks the coordinator of one group for one thing. `results_of(answer)` are those of the call.
template <wire::Request R, class Value, class ResultsOf>
Result<Value> ask_about(const admin::Call& call, const std::string& group_id, const R& request,
                        ResultsOf results_of) {
  Attempts<Value> attempts(call, 1);
  admin::ask_coordinators<R>(
      call, attempts, [&](std::size_t) -> const std::string& { return group_id; },
      [&](const std::vector<std::size_t>&) { return request; },
      [&](const Batch<R>&, const typename R::Response& answer) {
        if (answer.error_code == 0) {
          attempts.settle(0, results_of(answer));
        } else {
          settle_group_error(attempts, 0,
                             admin::broker_error(answer.error_code, answer.error_message));
        }
      });
  return attempts.result();
}

/// What the broker said of each of these; one that it is silent about has an error.
template <class Key>
ItemResults<Key, void> results_for(const std::vector<Key>& keys, const std::map<Key, Error>& errors,
                                   const std::function<std::string(const Key&)>& name_of) {
  ItemResults<Key, void> results;
  for (const Key& key : keys) {
    const auto found = errors.find(key);
    if (found == errors.end()) {
      results.add(key, fail(admin::missing_result(name_of(key))));
    } else if (found->second.code() != ErrorCode::none) {
      results.add(key, fail(found->second));
    } else {
      results.add(key, {});
    }
  }
  return results;
}

}  // namespace

Result<ItemResults<std::string, ShareGroupOffsets>> Admin::share_group_offsets(
    std::span<const GroupOffsetsQuery> queries, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<ShareGroupOffsets> attempts(call, queries.size());
  admin::ask_coordinators<DescribeShareGroupOffsetsRequest>(
      call, attempts, [&](std::size_t i) -> const std::string& { return queries[i].group_id; },
      [&](const std::vector<std::size_t>& items) {
        DescribeShareGroupOffsetsRequest request;
        for (const std::size_t i : items) request.groups.push_back(group_of(queries[i]));
        return request;
      },
      [&](const Batch<DescribeShareGroupOffsetsRequest>& batch,
          const DescribeShareGroupOffsetsResponse& answer) {
        std::map<std::string_view, const DescribeShareGroupOffsetsResponse::Group*> groups;
        for (const auto& group : answer.groups) groups.emplace(group.group_id, &group);
        for (const std::size_t i : batch.items) {
          const auto group = groups.find(queries[i].group_id);
          if (group == groups.end()) {
            attempts.settle(i, fail(admin::missing_result("group " + queries[i].group_id)));
            continue;
          }
          Result<ShareGroupOffsets> offsets = offsets_of(*group->second);
          if (offsets) {
            attempts.settle(i, std::move(offsets));
          } else {
            settle_group_error(attempts, i, offsets.error());
          }
        }
      });
  std::vector<std::string> groups;
  for (const GroupOffsetsQuery& query : queries) groups.push_back(query.group_id);
  return attempts.results<std::string>(groups);
}

Result<ItemResults<TopicPartition, void>> Admin::alter_share_group_offsets(
    const std::string& group_id,
    std::span<const std::pair<TopicPartition, std::int64_t>> start_offsets,
    const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  AlterShareGroupOffsetsRequest request;
  request.group_id = group_id;
  std::map<std::string_view, std::size_t> topics;
  std::vector<TopicPartition> partitions;
  for (const auto& [partition, offset] : start_offsets) {
    const auto [topic, added] = topics.emplace(partition.topic, request.topics.size());
    if (added) request.topics.push_back({partition.topic, {}});
    request.topics[topic->second].partitions.push_back({partition.partition, offset});
    partitions.push_back(partition);
  }
  return ask_about<AlterShareGroupOffsetsRequest, ItemResults<TopicPartition, void>>(
      impl->call(options), group_id, request, [&](const AlterShareGroupOffsetsResponse& answer) {
        std::map<TopicPartition, Error> errors;
        for (const auto& topic : answer.responses)
          for (const auto& partition : topic.partitions)
            errors.emplace(TopicPartition{topic.topic_name, partition.partition_index},
                           admin::broker_error(partition.error_code, partition.error_message));
        return results_for<TopicPartition>(partitions, errors, [](const TopicPartition& partition) {
          return "topic partition " + partition.to_string();
        });
      });
}

Result<ItemResults<std::string, void>> Admin::delete_share_group_offsets(
    const std::string& group_id, std::span<const std::string> topics, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  DeleteShareGroupOffsetsRequest request;
  request.group_id = group_id;
  for (const std::string& topic : topics) request.topics.push_back({topic});
  return ask_about<DeleteShareGroupOffsetsRequest, ItemResults<std::string, void>>(
      impl->call(options), group_id, request, [&](const DeleteShareGroupOffsetsResponse& answer) {
        std::map<std::string, Error> errors;
        for (const auto& topic : answer.responses)
          errors.emplace(topic.topic_name,
                         admin::broker_error(topic.error_code, topic.error_message));
        return results_for<std::string>({topics.begin(), topics.end()}, errors,
                                        [](const std::string& topic) { return "topic " + topic; });
      });
}

}  // namespace kpp
