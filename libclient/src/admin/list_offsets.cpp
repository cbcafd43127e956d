#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/leader_rounds.hpp"
#include "wire/messages/list_offsets.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using wire::ListOffsetsRequest;
using wire::ListOffsetsResponse;
using Query = std::pair<TopicPartition, OffsetSpec>;

constexpr std::int32_t from_a_client = -1;

/// The first version that knows the special timestamp (KIP-734, KIP-405, KIP-1005, KIP-1023).
std::int16_t first_version_with(OffsetSpec spec) {
  if (spec == OffsetSpec::max_timestamp()) return 7;
  if (spec == OffsetSpec::earliest_local()) return 8;
  if (spec == OffsetSpec::latest_tiered()) return 9;
  if (spec == OffsetSpec::earliest_pending_upload()) return 11;
  return 0;
}

/// Queries that can share a request: one leader, one set of versions, and no partition twice.
struct BatchKey {
  std::int32_t leader = 0;
  std::int16_t first_version = 0;
  int copy = 0;
  friend auto operator<=>(const BatchKey&, const BatchKey&) = default;
};

ListOffsetsRequest request_for(std::span<const Query> queries,
                               const std::vector<std::size_t>& items, IsolationLevel isolation,
                               std::int32_t timeout_ms) {
  ListOffsetsRequest request;
  request.replica_id = from_a_client;
  request.isolation_level = static_cast<std::int8_t>(isolation);
  request.timeout_ms = timeout_ms;
  std::map<std::string_view, std::size_t> topics;
  for (const std::size_t i : items) {
    const auto& [partition, spec] = queries[i];
    const auto [topic, added] = topics.emplace(partition.topic, request.topics.size());
    if (added) request.topics.push_back({partition.topic, {}});
    request.topics[topic->second].partitions.push_back({partition.partition, -1, spec.value});
  }
  return request;
}

class OffsetLookup {
 public:
  OffsetLookup(const admin::Call& call, std::span<const Query> queries, IsolationLevel isolation)
      : call_(call), queries_(queries), isolation_(isolation), attempts_(call, queries.size()) {}

  Result<ItemResults<TopicPartition, OffsetInfo>> run() {
    while (attempts_.next_round()) {
      std::vector<Batch<ListOffsetsRequest>> batches;
      for (auto& [key, items] : plan())
        batches.push_back({key.leader,
                           request_for(queries_, items, isolation_, call_.milliseconds_left()),
                           items, wire::since(key.first_version)});
      run_settling<ListOffsetsRequest>(
          call_, attempts_, std::move(batches),
          [&](const auto& batch, const auto& answer) { take(batch, answer); });
    }
    std::vector<TopicPartition> partitions;
    partitions.reserve(queries_.size());
    for (const Query& query : queries_) partitions.push_back(query.first);
    return attempts_.results<TopicPartition>(partitions);
  }

 private:
  std::map<BatchKey, std::vector<std::size_t>> plan() {
    std::map<BatchKey, std::vector<std::size_t>> batches;
    std::map<std::pair<BatchKey, TopicPartition>, int> seen;
    const auto partition_of = [&](std::size_t i) -> const TopicPartition& {
      return queries_[i].first;
    };
    for (const auto& [leader, items] : admin::items_by_leader(call_, attempts_, partition_of)) {
      for (const std::size_t i : items) {
        const auto& [partition, spec] = queries_[i];
        BatchKey key{leader, first_version_with(spec)};
        key.copy = seen[{key, partition}]++;
        batches[key].push_back(i);
      }
    }
    return batches;
  }

  void take(const Batch<ListOffsetsRequest>& batch, const ListOffsetsResponse& response) {
    using Found = ListOffsetsResponse::Topic::Partition;
    std::map<std::pair<std::string_view, std::int32_t>, const Found*> answers;
    for (const auto& topic : response.topics)
      for (const Found& found : topic.partitions)
        answers.emplace(std::pair(std::string_view(topic.name), found.partition_index), &found);
    for (const std::size_t i : batch.items) {
      const TopicPartition& partition = queries_[i].first;
      const auto answer = answers.find({partition.topic, partition.partition});
      if (answer == answers.end()) {
        attempts_.settle(i,
                         fail(admin::missing_result("topic partition " + partition.to_string())));
        continue;
      }
      const Found& found = *answer->second;
      if (found.error_code != 0) {
        settle_partition_error(attempts_, i, partition,
                               admin::broker_error(found.error_code).with_broker(batch.node));
        continue;
      }
      OffsetInfo info{found.offset, found.timestamp, std::nullopt};
      if (found.leader_epoch >= 0) info.leader_epoch = found.leader_epoch;
      attempts_.settle(i, info);
    }
  }

  const admin::Call& call_;
  std::span<const Query> queries_;
  IsolationLevel isolation_;
  Attempts<OffsetInfo> attempts_;
};

}  // namespace

Result<ItemResults<TopicPartition, OffsetInfo>> Admin::list_offsets(
    std::span<const std::pair<TopicPartition, OffsetSpec>> queries,
    const ListOffsetsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  return OffsetLookup(call, queries, options.isolation_level).run();
}

}  // namespace kpp
