#include "admin/lookup.hpp"

#include <limits>
#include <utility>

#include "admin/broker_error.hpp"
#include "wire/messages/describe_cluster.hpp"
#include "wire/messages/describe_quorum.hpp"
#include "wire/messages/find_coordinator.hpp"
#include "wire/messages/metadata.hpp"

namespace kpp::admin {
namespace {

using wire::FindCoordinatorRequest;
using wire::FindCoordinatorResponse;
using wire::MetadataRequest;
using wire::MetadataResponse;

constexpr wire::VersionRange batched = wire::since(4);
constexpr wire::VersionRange single = wire::between(0, 3);

Result<MetadataResponse> ask_metadata(const Call& call,
                                      std::vector<MetadataRequest::Topic> topics) {
  MetadataRequest request;
  request.topics = std::move(topics);
  request.allow_auto_topic_creation = false;
  Result<MetadataResponse> answer = ask_once(call, wire::any_node, std::move(request));
  if (!answer) return answer;
  if (answer->error_code != 0) return fail(static_cast<ErrorCode>(answer->error_code));
  call.cluster.learn(*answer);
  return answer;
}

/// Controllers know of each other by DescribeCluster only.
Result<void> refresh_controllers(const Call& call) {
  wire::DescribeClusterRequest request;
  request.endpoint_type = controller_endpoints;
  const auto answer = ask_once(call, wire::any_node, request);
  if (!answer) return fail(answer.error());
  if (answer->error_code != 0) return fail(broker_error(answer->error_code, answer->error_message));
  std::vector<wire::BrokerNode> nodes;
  for (const auto& node : answer->brokers) {
    if (node.port <= 0 || node.port > std::numeric_limits<std::uint16_t>::max()) continue;
    nodes.push_back(
        {node.broker_id, {node.host, static_cast<std::uint16_t>(node.port)}, node.rack});
  }
  call.cluster.learn(nodes, answer->controller_id);
  return {};
}

Result<std::int32_t> coordinator(const Call& call, CoordinatorOf kind, const std::string& id,
                                 std::int16_t error_code, std::int32_t node_id,
                                 const std::string& host, std::int32_t port) {
  const auto code = static_cast<ErrorCode>(error_code);
  if (code == ErrorCode::none) {
    if (node_id < 0 || port <= 0 || port > 65535) return fail(ErrorCode::coordinator_not_available);
    call.cluster.add_broker({node_id, {host, static_cast<std::uint16_t>(port)}, {}});
    return node_id;
  }
  if (is_coordinator_elsewhere_or_loading(code)) return fail(code);
  const std::string of = kind == CoordinatorOf::group ? "groupId `" : "transactionalId `";
  const std::string sentence = "FindCoordinator request for " + of + id + "` failed due to ";
  if (code == ErrorCode::group_authorization_failed ||
      code == ErrorCode::transactional_id_authorization_failed)
    return fail(code, sentence + "authorization failure");
  return fail(code, sentence + "an unexpected error: " + std::string(default_message(code)));
}

std::vector<Result<std::int32_t>> find_at_once(const Call& call, CoordinatorOf kind,
                                               std::span<const std::string> ids) {
  std::vector<Result<std::int32_t>> found(ids.size(), fail(ErrorCode::coordinator_not_available));
  FindCoordinatorRequest request;
  request.key_type = static_cast<std::int8_t>(kind);
  request.coordinator_keys.assign(ids.begin(), ids.end());
  const Result<FindCoordinatorResponse> answer =
      ask_once(call, wire::any_node, std::move(request), batched);
  if (!answer) {
    found.assign(ids.size(), fail(answer.error()));
    return found;
  }
  std::map<std::string_view, const FindCoordinatorResponse::Coordinator*> by_key;
  for (const auto& entry : answer->coordinators) by_key.emplace(entry.key, &entry);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto entry = by_key.find(ids[i]);
    if (entry == by_key.end()) continue;
    const auto& [key, node_id, host, port, error_code, error_message] = *entry->second;
    found[i] = coordinator(call, kind, key, error_code, node_id, host, port);
  }
  return found;
}

std::vector<Result<std::int32_t>> find_one_by_one(const Call& call, CoordinatorOf kind,
                                                  std::span<const std::string> ids) {
  std::vector<Result<std::int32_t>> found(ids.size(), fail(ErrorCode::coordinator_not_available));
  std::vector<Batch<FindCoordinatorRequest>> batches;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    FindCoordinatorRequest request;
    request.key = ids[i];
    request.key_type = static_cast<std::int8_t>(kind);
    batches.push_back({wire::any_node, std::move(request), {i}, single});
  }
  run<FindCoordinatorRequest>(call, std::move(batches), [&](const auto& batch, auto answer) {
    const std::size_t i = batch.items.front();
    found[i] = answer ? coordinator(call, kind, ids[i], answer->error_code, answer->node_id,
                                    answer->host, answer->port)
                      : Result<std::int32_t>(fail(answer.error()));
  });
  return found;
}

}  // namespace

Result<void> refresh_brokers(const Call& call) {
  if (call.cluster.config().of_controllers()) return refresh_controllers(call);
  if (const auto answer = ask_metadata(call, {}); !answer) return fail(answer.error());
  return {};
}

Result<void> ensure_brokers_known(const Call& call) {
  if (!call.cluster.brokers().empty()) return {};
  return refresh_brokers(call);
}

Result<std::int32_t> find_controller(const Call& call) {
  if (const auto known = call.cluster.controller()) return *known;
  if (const Result<void> refreshed = refresh_brokers(call); !refreshed)
    return fail(refreshed.error());
  if (const auto known = call.cluster.controller()) return *known;
  return fail(ErrorCode::not_controller, "The cluster has no active controller just now");
}

bool any_broker_passes_on(const Call& call) {
  if (call.cluster.config().of_controllers()) return false;
  // The quorum is KRaft's: no broker of ZooKeeper's days has this request.
  using Quorum = wire::DescribeQuorumRequest;
  const auto versions = call.cluster.versions_of(wire::any_node);
  return versions && versions->has(Quorum::api_key, Quorum::versions);
}

Result<std::int32_t> Leaders::of(const TopicPartition& partition) const {
  if (const auto error = topic_errors.find(partition.topic); error != topic_errors.end())
    return fail(error->second);
  if (const auto found = partitions.find(partition); found != partitions.end())
    return found->second;
  return fail(ErrorCode::unknown_topic_or_partition);
}

Result<Leaders> find_leaders(const Call& call, const std::set<std::string>& topics) {
  std::vector<MetadataRequest::Topic> wanted;
  wanted.reserve(topics.size());
  for (const std::string& topic : topics) wanted.push_back({{}, topic});
  const Result<MetadataResponse> answer = ask_metadata(call, std::move(wanted));
  if (!answer) return fail(answer.error());

  Leaders leaders;
  for (const auto& topic : answer->topics) {
    const std::string name = topic.name.value_or("");
    if (topic.error_code != 0) {
      leaders.topic_errors.emplace(name, Error(static_cast<ErrorCode>(topic.error_code)));
      continue;
    }
    for (const auto& partition : topic.partitions) {
      const auto code = static_cast<ErrorCode>(partition.error_code);
      TopicPartition of{name, partition.partition_index};
      if (partition.leader_id >= 0) {
        leaders.partitions.insert_or_assign(std::move(of), partition.leader_id);
      } else {
        leaders.partitions.insert_or_assign(
            std::move(of), fail(code == ErrorCode::none ? ErrorCode::leader_not_available : code));
      }
    }
  }
  return leaders;
}

std::vector<Result<std::int32_t>> find_coordinators(const Call& call,
                                                    std::span<const std::string> ids,
                                                    CoordinatorOf kind) {
  const Result<wire::BrokerVersions> versions = call.cluster.versions_of(wire::any_node);
  const bool at_once =
      versions && versions->has(FindCoordinatorRequest::api_key,
                                wire::between(batched.min, FindCoordinatorRequest::versions.max));
  return at_once ? find_at_once(call, kind, ids) : find_one_by_one(call, kind, ids);
}

bool is_coordinator_elsewhere_or_loading(ErrorCode code) noexcept {
  return code == ErrorCode::coordinator_load_in_progress ||
         code == ErrorCode::coordinator_not_available || code == ErrorCode::not_coordinator;
}

}  // namespace kpp::admin
