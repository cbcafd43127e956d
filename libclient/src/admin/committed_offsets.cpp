#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/offset_fetch.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using admin::Call;
using wire::OffsetFetchRequest;
using wire::OffsetFetchResponse;

// From version 8 on a request names many groups (KIP-709).
constexpr std::int16_t first_with_groups = 8;
constexpr wire::VersionRange many_groups = wire::since(first_with_groups);
constexpr wire::VersionRange one_group = wire::between(0, first_with_groups - 1);

/// The wire's topics, null for "all that are committed".
template <class Topic>
std::optional<std::vector<Topic>> topics_of(const GroupOffsetsQuery& query) {
  if (!query.partitions) return std::nullopt;
  std::map<std::string, std::vector<std::int32_t>> by_topic;
  for (const auto& [topic, partition] : *query.partitions) by_topic[topic].push_back(partition);
  std::vector<Topic> topics;
  topics.reserve(by_topic.size());
  for (auto& [topic, partitions] : by_topic) topics.push_back({topic, std::move(partitions)});
  return topics;
}

/// What the broker says of one partition, added to the group's offsets. An error is the group's.
template <class Partition>
Result<void> add_offset(CommittedOffsets& offsets, const std::string& topic,
                        const Partition& partition) {
  const auto code = static_cast<ErrorCode>(partition.error_code);
  // A topic that is gone has no commits.
  if (code == ErrorCode::unknown_topic_or_partition) return {};
  if (code != ErrorCode::none)
    return fail(Error(code).with_partition(topic, partition.partition_index));
  if (partition.committed_offset < 0) return {};  // no commit
  OffsetAndMetadata& stored = offsets[{topic, partition.partition_index}];
  stored.offset = partition.committed_offset;
  if (partition.committed_leader_epoch >= 0) stored.leader_epoch = partition.committed_leader_epoch;
  stored.metadata = partition.metadata.value_or("");
  return {};
}

template <class Topic>
Result<CommittedOffsets> offsets_of(std::int16_t error_code, const std::vector<Topic>& topics) {
  if (error_code != 0) return fail(admin::broker_error(error_code));
  CommittedOffsets offsets;
  for (const auto& topic : topics)
    for (const auto& partition : topic.partitions)
      if (const Result<void> added = add_offset(offsets, topic.name, partition); !added)
        return fail(added.error());
  return offsets;
}

class OffsetFetcher {
 public:
  OffsetFetcher(const Call& call, std::span<const GroupOffsetsQuery> queries)
      : call_(call), queries_(queries), attempts_(call, queries.size()) {}

  Result<ItemResults<std::string, CommittedOffsets>> run() {
    while (attempts_.next_round()) {
      std::vector<Batch<OffsetFetchRequest>> batches;
      const auto group_of = [&](std::size_t i) -> const std::string& {
        return queries_[i].group_id;
      };
      for (const auto& [node, items] :
           items_by_coordinator<CommittedOffsets>(call_, attempts_, group_of))
        add_batches(batches, node, items);
      admin::run<OffsetFetchRequest>(
          call_, std::move(batches),
          [&](const auto& batch, const auto& answer) { take(batch, answer); });
    }
    std::vector<std::string> groups;
    groups.reserve(queries_.size());
    for (const GroupOffsetsQuery& query : queries_) groups.push_back(query.group_id);
    return attempts_.results<std::string>(groups);
  }

 private:
  void add_batches(std::vector<Batch<OffsetFetchRequest>>& batches, std::int32_t node,
                   const std::vector<std::size_t>& items) {
    const auto versions = call_.cluster.versions_of(node);
    const bool together =
        versions &&
        versions->has(OffsetFetchRequest::api_key,
                      wire::between(first_with_groups, OffsetFetchRequest::versions.max));
    std::set<std::string_view> named;
    for (const std::size_t i : items) {
      const GroupOffsetsQuery& query = queries_[i];
      if (!together) {
        OffsetFetchRequest request;
        request.group_id = query.group_id;
        request.topics = topics_of<OffsetFetchRequest::Topic>(query);
        batches.push_back({node, std::move(request), {i}, one_group});
        continue;
      }
      // A request names a group once; the same group in another query goes into another request.
      if (named.empty() || !named.insert(query.group_id).second) {
        named = {query.group_id};
        batches.push_back({node, {}, {}, many_groups});
      }
      OffsetFetchRequest::Group group;
      group.group_id = query.group_id;
      group.topics = topics_of<OffsetFetchRequest::Group::GroupTopic>(query);
      batches.back().request.groups.push_back(std::move(group));
      batches.back().items.push_back(i);
    }
  }

  void take(const Batch<OffsetFetchRequest>& batch, const Result<OffsetFetchResponse>& answer) {
    if (!answer) {
      attempts_.unanswered(batch.items, answer.error());
      return;
    }
    if (batch.versions == one_group) {
      settle(batch.items.front(), offsets_of(answer->error_code, answer->topics));
      return;
    }
    std::map<std::string_view, const OffsetFetchResponse::Group*> groups;
    for (const auto& group : answer->groups) groups.emplace(group.group_id, &group);
    for (const std::size_t i : batch.items) {
      const auto group = groups.find(queries_[i].group_id);
      if (group == groups.end()) {
        settle(i, fail(admin::missing_result("group " + queries_[i].group_id)));
      } else {
        settle(i, offsets_of(group->second->error_code, group->second->topics));
      }
    }
  }

  void settle(std::size_t i, Result<CommittedOffsets> offsets) {
    if (offsets) {
      attempts_.settle(i, std::move(offsets));
    } else if (offsets.error().code() == ErrorCode::unstable_offset_commit) {
      attempts_.again(i, offsets.error());
    } else {
      settle_group_error(attempts_, i, offsets.error());
    }
  }

  const Call& call_;
  std::span<const GroupOffsetsQuery> queries_;
  Attempts<CommittedOffsets> attempts_;
};

}  // namespace

Result<ItemResults<std::string, CommittedOffsets>> Admin::committed_offsets(
    std::span<const GroupOffsetsQuery> queries, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  return OffsetFetcher(call, queries).run();
}

}  // namespace kpp
