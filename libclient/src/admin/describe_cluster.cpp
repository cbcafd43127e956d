#include <algorithm>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_cluster.hpp"
#include "wire/messages/metadata.hpp"

namespace kpp {
namespace {

using wire::DescribeClusterRequest;
using wire::MetadataRequest;

template <class Broker>
Node node_of(std::int32_t id, const Broker& broker) {
  return {.id = id, .host = broker.host, .port = broker.port, .rack = broker.rack};
}

/// Before version 2 the broker tells of live brokers alone.
void without_fenced(DescribeClusterRequest& request, std::int16_t version) {
  if (version < 2) request.include_fenced_brokers = false;
}

Result<ClusterDescription> from_describe_cluster(const admin::Call& call,
                                                 const DescribeClusterOptions& options) {
  DescribeClusterRequest request;
  request.include_fenced_brokers = options.include_fenced_brokers;
  if (call.cluster.config().of_controllers()) request.endpoint_type = admin::controller_endpoints;
  const auto answer =
      ask_once<DescribeClusterRequest>(call, wire::any_node, request, wire::always, without_fenced);
  if (!answer) return fail(answer.error());
  if (answer->error_code != 0)
    return fail(admin::broker_error(answer->error_code, answer->error_message));
  ClusterDescription cluster{answer->cluster_id, answer->controller_id, {}};
  for (const auto& broker : answer->brokers) {
    cluster.nodes.push_back(node_of(broker.broker_id, broker));
    cluster.nodes.back().fenced = broker.is_fenced;
  }
  return cluster;
}

Result<ClusterDescription> from_metadata(const admin::Call& call) {
  MetadataRequest request;
  request.topics.emplace();
  request.allow_auto_topic_creation = false;
  const auto answer = ask_once(call, wire::any_node, std::move(request));
  if (!answer) return fail(answer.error());
  if (answer->error_code != 0) return fail(admin::broker_error(answer->error_code));
  ClusterDescription cluster{answer->cluster_id.value_or(""), answer->controller_id, {}};
  for (const auto& broker : answer->brokers)
    cluster.nodes.push_back(node_of(broker.node_id, broker));
  return cluster;
}

}  // namespace

Result<ClusterDescription> Admin::describe_cluster(const DescribeClusterOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<ClusterDescription> attempts(call, 1);
  while (attempts.next_round()) {
    const auto versions = call.cluster.versions_of(wire::any_node);
    // Controllers have no Metadata.
    const bool modern = call.cluster.config().of_controllers() ||
                        (versions && versions->has(DescribeClusterRequest::api_key,
                                                   DescribeClusterRequest::versions));
    Result<ClusterDescription> cluster =
        modern ? from_describe_cluster(call, options) : from_metadata(call);
    if (cluster) {
      std::ranges::sort(cluster->nodes, {}, &Node::id);
      attempts.settle(0, *std::move(cluster));
    } else {
      attempts.unanswered(0, cluster.error());
    }
  }
  return attempts.result();
}

}  // namespace kpp
