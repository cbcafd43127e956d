#include <algorithm>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/create_partitions.hpp"
#include "wire/messages/create_topics.hpp"
#include "wire/messages/delete_topics.hpp"
#include "wire/messages/metadata.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using wire::CreatePartitionsRequest;
using wire::CreateTopicsRequest;
using wire::DeleteTopicsRequest;
using wire::MetadataRequest;

Error unrepresentable(const std::string& topic) {
  return Error(ErrorCode::invalid_topic_exception,
               "The given topic name '" + topic + "' cannot be represented in a request.")
      .with_topic(topic);
}

CreateTopicsRequest::Topic to_wire(const NewTopic& topic) {
  CreateTopicsRequest::Topic wired;
  wired.name = topic.name;
  wired.num_partitions = topic.partitions.value_or(-1);
  wired.replication_factor = topic.replication_factor.value_or(-1);
  std::int32_t partition = 0;
  for (const auto& replicas : topic.replica_assignment)
    wired.assignments.push_back({partition++, replicas});
  for (const auto& [name, value] : topic.configs) wired.configs.push_back({name, value});
  return wired;
}

CreatePartitionsRequest::Topic to_wire(const NewPartitions& topic) {
  CreatePartitionsRequest::Topic wired;
  wired.name = topic.topic;
  wired.count = topic.total_count;
  if (!topic.replica_assignment.empty()) {
    auto& assignments = wired.assignments.emplace();
    for (const auto& replicas : topic.replica_assignment) assignments.push_back({replicas});
  }
  return wired;
}

/// Topics without a name are answered here; no request can name them.
template <class Value, class Items, class TopicOf>
void refuse_empty_names(Attempts<Value>& attempts, const Items& items, TopicOf topic_of) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (const std::string& topic = topic_of(i); topic.empty())
      attempts.settle(i, fail(unrepresentable(topic)));
}

}  // namespace

Result<std::vector<TopicListing>> Admin::list_topics(const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<std::vector<TopicListing>> attempts(call, 1);
  while (attempts.next_round()) {
    MetadataRequest request;  // no list of topics: all
    request.allow_auto_topic_creation = false;
    const auto answer = ask_once(call, wire::any_node, std::move(request));
    if (!answer) {
      attempts.unanswered(0, answer.error());
      continue;
    }
    if (answer->error_code != 0) {
      attempts.settle(0, fail(admin::broker_error(answer->error_code)));
      continue;
    }
    std::vector<TopicListing> topics;
    topics.reserve(answer->topics.size());
    for (const auto& topic : answer->topics)
      topics.push_back({topic.name.value_or(""), topic.topic_id, topic.is_internal});
    std::ranges::sort(topics, {}, &TopicListing::name);
    attempts.settle(0, std::move(topics));
  }
  return attempts.result();
}

Result<ItemResults<std::string, CreatedTopic>> Admin::create_topics(
    std::span<const NewTopic> topics, const CreateTopicsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const auto topic_of = [&](std::size_t i) -> const std::string& { return topics[i].name; };
  Attempts<CreatedTopic> attempts(call, topics.size());
  refuse_empty_names(attempts, topics, topic_of);
  admin::ask_controller<CreateTopicsRequest>(
      call, attempts,
      [&] {
        CreateTopicsRequest request;
        for (const std::size_t i : attempts.pending()) request.topics.push_back(to_wire(topics[i]));
        request.timeout_ms = call.milliseconds_left();
        request.validate_only = options.validate_only;
        return request;
      },
      [&](const wire::CreateTopicsResponse& answer) {
        admin::settle_topics(attempts, answer.topics, topic_of, [](const auto& entry) {
          return CreatedTopic{entry.topic_id, entry.num_partitions, entry.replication_factor};
        });
      });
  std::vector<std::string> names;
  for (const NewTopic& topic : topics) names.push_back(topic.name);
  return attempts.results<std::string>(names);
}

Result<ItemResults<std::string, void>> Admin::delete_topics(std::span<const std::string> topics,
                                                            const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const auto topic_of = [&](std::size_t i) -> const std::string& { return topics[i]; };
  Attempts<void> attempts(call, topics.size());
  refuse_empty_names(attempts, topics, topic_of);
  admin::ask_controller<DeleteTopicsRequest>(
      call, attempts,
      [&] {
        DeleteTopicsRequest request;
        for (const std::size_t i : attempts.pending()) {
          request.topics.push_back({topics[i], {}});
          request.topic_names.push_back(topics[i]);
        }
        request.timeout_ms = call.milliseconds_left();
        return request;
      },
      [&](const wire::DeleteTopicsResponse& answer) {
        admin::settle_topics(attempts, answer.responses, topic_of,
                             [](const auto&) { return Result<void>(); });
      },
      [](DeleteTopicsRequest& request, std::int16_t version) {
        // Version 6 reads `topics`, older ones `topic_names`.
        if (version < 6) request.topics.clear();
      });
  return attempts.results<std::string>(topics);
}

Result<ItemResults<std::string, void>> Admin::create_partitions(
    std::span<const NewPartitions> topics, const CreatePartitionsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  const auto topic_of = [&](std::size_t i) -> const std::string& { return topics[i].topic; };
  Attempts<void> attempts(call, topics.size());
  refuse_empty_names(attempts, topics, topic_of);
  admin::ask_controller<CreatePartitionsRequest>(
      call, attempts,
      [&] {
        CreatePartitionsRequest request;
        for (const std::size_t i : attempts.pending()) request.topics.push_back(to_wire(topics[i]));
        request.timeout_ms = call.milliseconds_left();
        request.validate_only = options.validate_only;
        return request;
      },
      [&](const wire::CreatePartitionsResponse& answer) {
        admin::settle_topics(attempts, answer.results, topic_of,
                             [](const auto&) { return Result<void>(); });
      });
  std::vector<std::string> names;
  for (const NewPartitions& topic : topics) names.push_back(topic.topic);
  return attempts.results<std::string>(names);
}

}  // namespace kpp
