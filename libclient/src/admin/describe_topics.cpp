#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_topic_partitions.hpp"
#include "wire/messages/metadata.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Call;
using wire::DescribeTopicPartitionsRequest;
using wire::MetadataRequest;
using wire::MetadataResponse;

// The first Metadata version with which brokers answer for topic ids.
constexpr wire::VersionRange by_id = wire::since(12);

template <class Partition>
PartitionDescription describe(const Partition& partition) {
  PartitionDescription description;
  description.partition = partition.partition_index;
  if (partition.leader_id >= 0) description.leader = partition.leader_id;
  description.leader_epoch = partition.leader_epoch;
  description.replicas = partition.replica_nodes;
  description.isr = partition.isr_nodes;
  description.offline_replicas = partition.offline_replicas;
  if constexpr (requires { partition.eligible_leader_replicas; }) {
    description.elr = partition.eligible_leader_replicas.value_or(std::vector<std::int32_t>{});
    description.last_known_elr = partition.last_known_elr.value_or(std::vector<std::int32_t>{});
  }
  return description;
}

/// Appends: a topic may come in several answers (KIP-966).
template <class Topic>
void add_partitions(TopicDescription& description, const Topic& topic) {
  description.name = topic.name.value_or("");
  description.topic_id = topic.topic_id;
  description.internal = topic.is_internal;
  for (const auto& partition : topic.partitions)
    description.partitions.push_back(describe(partition));
}

TopicDescription finished(TopicDescription description) {
  std::ranges::sort(description.partitions, {}, &PartitionDescription::partition);
  return description;
}

/// Topics by name, page by page. Whatever a failed page leaves is pending still.
class PagedDescription {
 public:
  PagedDescription(const Call& call, std::span<const std::string> topics,
                   Attempts<TopicDescription>& attempts)
      : call_(call), attempts_(attempts) {
    for (const std::size_t i : attempts.pending()) items_.emplace(topics[i], i);
  }

  void run(std::int32_t partition_limit) {
    DescribeTopicPartitionsRequest request;
    request.response_partition_limit = partition_limit;
    for (auto item = items_.begin(); item != items_.end(); item = items_.upper_bound(item->first))
      request.topics.push_back({item->first});  // sorted and each once, as the cursor needs it
    while (true) {
      const auto answer = ask_once(call_, wire::any_node, request);
      if (!answer) {
        for (const auto& [topic, item] : items_)
          if (!settled_.contains(topic)) attempts_.unanswered(item, answer.error());
        return;
      }
      take(*answer);
      if (!answer->next_cursor) break;
      const auto& [topic, partition] = *answer->next_cursor;
      const bool advances =
          !request.cursor || std::tie(request.cursor->topic_name, request.cursor->partition_index) <
                                 std::tie(topic, partition);
      if (!advances) break;
      request.cursor = answer->next_cursor;
    }
    for (const auto& [topic, item] : items_)
      if (!settled_.contains(topic))
        attempts_.settle(item, fail(admin::missing_result("topic " + topic).with_topic(topic)));
  }

 private:
  void take(const wire::DescribeTopicPartitionsResponse& answer) {
    for (const auto& topic : answer.topics) {
      const std::string name = topic.name.value_or("");
      if (topic.error_code != 0) {
        settle(name, fail(admin::broker_error(topic.error_code).with_topic(name)));
        continue;
      }
      TopicDescription& description = partial_[name];
      add_partitions(description, topic);
      const bool goes_on = answer.next_cursor && answer.next_cursor->topic_name == name;
      if (!goes_on) settle(name, finished(std::move(description)));
    }
  }

  void settle(const std::string& topic, const Result<TopicDescription>& result) {
    settled_.emplace(topic, true);
    const auto [first, last] = items_.equal_range(topic);
    for (auto item = first; item != last; ++item) attempts_.settle(item->second, result);
  }

  const Call& call_;
  Attempts<TopicDescription>& attempts_;
  std::multimap<std::string, std::size_t> items_;
  std::map<std::string, TopicDescription> partial_;
  std::map<std::string, bool> settled_;
};

/// For brokers without DescribeTopicPartitions, and for topics by id.
template <class Key>
void describe_by_metadata(const Call& call, Attempts<TopicDescription>& attempts,
                          std::span<const Key> keys, MetadataRequest request,
                          wire::VersionRange versions,
                          Key (*key_of)(const MetadataResponse::Topic&),
                          Error (*not_found)(const Key&)) {
  request.allow_auto_topic_creation = false;
  const auto answer = ask_once(call, wire::any_node, std::move(request), versions);
  if (!answer) {
    attempts.unanswered(attempts.pending(), answer.error());
    return;
  }
  std::map<Key, const MetadataResponse::Topic*> topics;
  for (const auto& topic : answer->topics) topics.emplace(key_of(topic), &topic);
  for (const std::size_t i : attempts.pending()) {
    const auto found = topics.find(keys[i]);
    if (found == topics.end()) {
      attempts.settle(i, fail(not_found(keys[i])));
      continue;
    }
    const MetadataResponse::Topic& topic = *found->second;
    if (static_cast<ErrorCode>(topic.error_code) == ErrorCode::unknown_topic_id) {
      attempts.settle(i, fail(not_found(keys[i])));
    } else if (topic.error_code != 0) {
      const std::string name = topic.name.value_or("");
      attempts.settle(i, fail(admin::broker_error(topic.error_code).with_topic(name)));
    } else {
      TopicDescription description;
      add_partitions(description, topic);
      attempts.settle(i, finished(std::move(description)));
    }
  }
}

void describe_named(const Call& call, Attempts<TopicDescription>& attempts,
                    std::span<const std::string> topics) {
  MetadataRequest request;
  auto& wanted = request.topics.emplace();
  for (const std::size_t i : attempts.pending()) wanted.push_back({{}, topics[i]});
  describe_by_metadata<std::string>(
      call, attempts, topics, std::move(request), wire::always,
      [](const MetadataResponse::Topic& topic) { return topic.name.value_or(""); },
      [](const std::string& name) {
        return Error(ErrorCode::unknown_topic_or_partition, "Topic " + name + " not found.")
            .with_topic(name);
      });
}

void describe_identified(const Call& call, Attempts<TopicDescription>& attempts,
                         std::span<const Uuid> ids) {
  MetadataRequest request;
  auto& wanted = request.topics.emplace();
  for (const std::size_t i : attempts.pending()) wanted.push_back({ids[i], std::nullopt});
  describe_by_metadata<Uuid>(
      call, attempts, ids, std::move(request), by_id,
      [](const MetadataResponse::Topic& topic) { return topic.topic_id; },
      [](const Uuid& id) {
        return Error(ErrorCode::unknown_topic_id, "TopicId " + id.to_string() + " not found.");
      });
}

}  // namespace

Result<ItemResults<std::string, TopicDescription>> Admin::describe_topics(
    std::span<const std::string> topics, const DescribeTopicsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  Attempts<TopicDescription> attempts(call, topics.size());
  for (std::size_t i = 0; i < topics.size(); ++i)
    if (topics[i].empty())
      attempts.settle(i, fail(ErrorCode::invalid_topic_exception,
                              "The given topic name '' cannot be represented in a request."));
  while (attempts.next_round()) {
    const auto versions = call.cluster.versions_of(wire::any_node);
    const bool paged = versions && versions->has(DescribeTopicPartitionsRequest::api_key,
                                                 DescribeTopicPartitionsRequest::versions);
    if (paged) {
      PagedDescription(call, topics, attempts).run(options.partition_limit_per_response);
    } else {
      describe_named(call, attempts, topics);
    }
  }
  return attempts.results<std::string>(topics);
}

Result<ItemResults<Uuid, TopicDescription>> Admin::describe_topics_by_id(
    std::span<const Uuid> topic_ids, const DescribeTopicsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  Attempts<TopicDescription> attempts(call, topic_ids.size());
  for (std::size_t i = 0; i < topic_ids.size(); ++i)
    if (topic_ids[i].is_zero())
      attempts.settle(i, fail(ErrorCode::invalid_topic_exception,
                              "The given topic id '" + topic_ids[i].to_string() +
                                  "' cannot be represented in a request."));
  while (attempts.next_round()) describe_identified(call, attempts, topic_ids);
  return attempts.results<Uuid>(topic_ids);
}

}  // namespace kpp
