#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/controller_rounds.hpp"
#include "wire/messages/add_raft_voter.hpp"
#include "wire/messages/describe_quorum.hpp"
#include "wire/messages/remove_raft_voter.hpp"

namespace kpp {
namespace {

using wire::AddRaftVoterRequest;
using wire::DescribeQuorumRequest;
using wire::DescribeQuorumResponse;
using wire::RemoveRaftVoterRequest;

constexpr const char* metadata_topic = "__cluster_metadata";

QuorumReplica replica_of(const wire::QuorumReplicaState& state) {
  QuorumReplica replica{state.replica_id, state.replica_directory_id, state.log_end_offset, {}, {}};
  if (state.last_fetch_timestamp >= 0) replica.last_fetch_timestamp = state.last_fetch_timestamp;
  if (state.last_caught_up_timestamp >= 0)
    replica.last_caught_up_timestamp = state.last_caught_up_timestamp;
  return replica;
}

Result<QuorumInfo> quorum_of(const DescribeQuorumResponse& answer) {
  if (answer.error_code != 0)
    return fail(admin::broker_error(answer.error_code, answer.error_message));
  if (answer.topics.size() != 1 || answer.topics[0].topic_name != metadata_topic ||
      answer.topics[0].partitions.size() != 1)
    return fail(admin::missing_result("the metadata log"));
  const auto& partition = answer.topics[0].partitions[0];
  if (partition.error_code != 0)
    return fail(admin::broker_error(partition.error_code, partition.error_message));
  QuorumInfo quorum;
  quorum.leader_id = partition.leader_id;
  quorum.leader_epoch = partition.leader_epoch;
  quorum.high_watermark = partition.high_watermark;
  for (const auto& state : partition.current_voters) quorum.voters.push_back(replica_of(state));
  for (const auto& state : partition.observers) quorum.observers.push_back(replica_of(state));
  for (const auto& node : answer.nodes) {
    auto& endpoints = quorum.nodes[node.node_id];
    for (const auto& [name, host, port] : node.listeners) endpoints.push_back({name, host, port});
  }
  return quorum;
}

/// Asks the controller for one thing. `result_of(answer)` is the call's, unless its error says: elsewhere.
template <wire::Request R, class Value, class ResultOf>
Result<Value> ask_for_one(const admin::Call& call, const R& request, ResultOf result_of) {
  admin::Attempts<Value> attempts(call, 1);
  admin::ask_controller<R>(
      call, attempts, [&] { return request; },
      [&](const typename R::Response& answer) {
        Result<Value> result = result_of(answer);
        if (!result && (result.error().code() == ErrorCode::not_controller ||
                        result.error().code() == ErrorCode::not_leader_or_follower)) {
          attempts.again(0, result.error());
        } else {
          attempts.settle(0, std::move(result));
        }
      });
  return attempts.result();
}

template <class Response>
Result<void> plain_result(const Response& answer) {
  if (answer.error_code == 0) return {};
  return fail(admin::broker_error(answer.error_code, answer.error_message));
}

}  // namespace

Result<QuorumInfo> Admin::describe_metadata_quorum(const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  DescribeQuorumRequest request;
  auto& topic = request.topics.emplace_back();
  topic.topic_name = metadata_topic;
  topic.partitions.push_back({0});
  return ask_for_one<DescribeQuorumRequest, QuorumInfo>(impl->call(options), request, quorum_of);
}

Result<void> Admin::add_raft_voter(std::int32_t voter_id, const Uuid& directory_id,
                                   std::span<const RaftVoterEndpoint> endpoints,
                                   const RaftVoterOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  AddRaftVoterRequest request;
  request.cluster_id = options.cluster_id;
  request.timeout_ms = call.milliseconds_left();
  request.voter_id = voter_id;
  request.voter_directory_id = directory_id;
  for (const auto& [listener, host, port] : endpoints)
    request.listeners.push_back({listener, host, port});
  return ask_for_one<AddRaftVoterRequest, void>(call, request,
                                                plain_result<wire::AddRaftVoterResponse>);
}

Result<void> Admin::remove_raft_voter(std::int32_t voter_id, const Uuid& directory_id,
                                      const RaftVoterOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  RemoveRaftVoterRequest request;
  request.cluster_id = options.cluster_id;
  request.voter_id = voter_id;
  request.voter_directory_id = directory_id;
  return ask_for_one<RemoveRaftVoterRequest, void>(impl->call(options), request,
                                                   plain_result<wire::RemoveRaftVoterResponse>);
}

}  // namespace kpp
