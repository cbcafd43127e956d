#include "support/group_member.hpp"

#include <stdexcept>
#include <thread>
#include <utility>

#include "admin/admin_config.hpp"
#include "support/group_heartbeats.hpp"
#include "wire/message_codec.hpp"
#include "wire/messages/find_coordinator.hpp"

namespace kpp::wire {

template class MessageCodec<test::ShareGroupHeartbeatRequest>;
template class MessageCodec<test::StreamsGroupHeartbeatRequest>;

}  // namespace kpp::wire

namespace kpp::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::int32_t leaving = -1;

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::unique_ptr<wire::Cluster> connect(const std::string& servers) {
  Config config;
  value_of(config.set("bootstrap.servers", servers));
  auto cluster =
      std::make_unique<wire::Cluster>(value_of(admin::read_settings(config, {})).cluster);
  value_of(cluster->ensure_connected({wire::Loop::Clock::now() + seconds(10), {}}));
  return cluster;
}

template <wire::Request R>
typename R::Response ask(wire::Cluster& cluster, R request) {
  const auto exchange = wire::make_exchange(std::move(request));
  const wire::Job job{wire::any_node, exchange, 0};
  cluster.run({&job, 1}, {wire::Loop::Clock::now() + seconds(10), {}}, [](std::size_t) {});
  return value_of(wire::answer_of<R>(*exchange));
}

/// False for what passes: the group's topic is only being made.
template <class Response>
bool accepted(const Response& answer) {
  if (answer.error_code == 0) return true;
  const auto code = static_cast<ErrorCode>(answer.error_code);
  if (code == ErrorCode::coordinator_not_available || code == ErrorCode::not_coordinator ||
      code == ErrorCode::coordinator_load_in_progress)
    return false;
  throw std::runtime_error(answer.error_message.value_or(std::string(default_message(code))));
}

}  // namespace

GroupMember::GroupMember(Kind kind, const std::string& servers, std::string group,
                         std::string topic)
    : kind_(kind),
      cluster_(connect(servers)),
      group_(std::move(group)),
      topic_(std::move(topic)),
      member_id_("AAAAAAAAAAAAAAAAAAAAAQ") {
  // The first to ask for a coordinator makes the topic of the groups.
  wire::FindCoordinatorRequest coordinator;
  coordinator.coordinator_keys = {group_};
  ask(*cluster_, coordinator);
  const auto deadline = std::chrono::steady_clock::now() + seconds(30);
  while (!beat()) {
    if (std::chrono::steady_clock::now() > deadline)
      throw std::runtime_error("no assignment for a member of " + group_);
    std::this_thread::sleep_for(milliseconds(50));
  }
}

GroupMember::~GroupMember() {
  try {
    leave();
  } catch (const std::exception&) {
    // The broker forgets it after a while.
  }
}

void GroupMember::leave() {
  if (epoch_ == leaving) return;
  (void)(kind_ == Kind::share ? beat_share(leaving) : beat_streams(leaving));
  epoch_ = leaving;
}

bool GroupMember::beat() {
  return kind_ == Kind::share ? beat_share(epoch_) : beat_streams(epoch_);
}

bool GroupMember::beat_share(std::int32_t epoch) {
  ShareGroupHeartbeatRequest request;
  request.group_id = group_;
  request.member_id = member_id_;
  request.member_epoch = epoch;
  if (epoch == 0) request.subscribed_topic_names = {topic_};
  const auto answer = ask(*cluster_, request);
  if (!accepted(answer)) return false;
  epoch_ = answer.member_epoch;
  return answer.assignment && !answer.assignment->topic_partitions.empty();
}

bool GroupMember::beat_streams(std::int32_t epoch) {
  StreamsGroupHeartbeatRequest request;
  request.group_id = group_;
  request.member_id = member_id_;
  request.member_epoch = epoch;
  if (epoch == 0) {
    request.rebalance_timeout_ms = 10000;
    request.process_id = "test-process";
    // Without an endpoint: 4.3.1's coordinator fails over one of a first member.
    request.client_tags.emplace().push_back({"zone", "a"});
    StreamsGroupHeartbeatRequest::Subtopology part;
    part.subtopology_id = "0";
    part.source_topics = {topic_};
    wire::StreamsGroupTopicInfo& changelog = part.state_changelog_topics.emplace_back();
    changelog.name = group_ + "-store-changelog";
    changelog.topic_configs.push_back({"cleanup.policy", "compact"});
    request.topology = StreamsGroupHeartbeatRequest::Topology{0, {part}};
    request.active_tasks.emplace();
    request.standby_tasks.emplace();
    request.warmup_tasks.emplace();
  }
  const auto answer = ask(*cluster_, request);
  if (!accepted(answer)) return false;
  epoch_ = answer.member_epoch;
  return answer.active_tasks && !answer.active_tasks->empty();
}

}  // namespace kpp::test
