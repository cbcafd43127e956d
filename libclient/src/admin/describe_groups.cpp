#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/describe_other_groups.hpp"
#include "wire/messages/consumer_group_describe.hpp"
#include "wire/messages/consumer_protocol.hpp"
#include "wire/messages/describe_groups.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using admin::Call;
using wire::ConsumerGroupDescribeRequest;
using wire::ConsumerGroupDescribeResponse;
using wire::DescribeGroupsRequest;
using wire::DescribeGroupsResponse;
using ClassicGroup = DescribeGroupsResponse::Group;
using ConsumerGroup = ConsumerGroupDescribeResponse::Group;

constexpr std::string_view consumer_protocol_type = "consumer";
constexpr std::int8_t classic_member = 0;
constexpr std::int8_t unknown_member = -1;

Error not_found(const std::string& group_id) {
  return Error(ErrorCode::group_id_not_found, "Group " + group_id + " not found.");
}

std::vector<TopicPartition> sorted(std::vector<TopicPartition> partitions) {
  std::ranges::sort(partitions);
  return partitions;
}

std::vector<TopicPartition> partitions_of(
    const ConsumerGroupDescribeResponse::Assignment& assignment) {
  std::vector<TopicPartition> partitions;
  for (const auto& topic : assignment.topic_partitions)
    for (const std::int32_t partition : topic.partitions)
      partitions.push_back({topic.topic_name, partition});
  return sorted(std::move(partitions));
}

Result<std::vector<TopicPartition>> decode_partitions(const wire::Bytes& assignment) {
  const auto decoded = wire::decode_consumer_assignment(assignment);
  if (!decoded) return fail(decoded.error());
  std::vector<TopicPartition> partitions;
  for (const auto& topic : decoded->assigned_partitions)
    for (const std::int32_t partition : topic.partitions)
      partitions.push_back({topic.topic, partition});
  return sorted(std::move(partitions));
}

Result<GroupDescription> describe(const ClassicGroup& group) {
  GroupDescription description;
  description.group_id = group.group_id;
  description.type = GroupType::classic;
  description.state = parse_group_state(group.group_state).value_or(GroupState::unknown);
  // Brokers before 4.0 call a group that they do not know dead.
  if (description.state == GroupState::dead) return fail(not_found(group.group_id));
  description.protocol_type = group.protocol_type;
  description.assignor = group.protocol_data;
  for (const auto& member : group.members) {
    MemberDescription& described = description.members.emplace_back();
    described.member_id = member.member_id;
    described.instance_id = member.group_instance_id;
    described.client_id = member.client_id;
    described.host = member.client_host;
    // Other protocols (Connect's workers) carry other things there.
    if (group.protocol_type != consumer_protocol_type) continue;
    auto partitions = decode_partitions(member.member_assignment);
    if (!partitions)
      return fail(ErrorCode::malformed_response,
                  "The assignment of member " + member.member_id + " of group " + group.group_id +
                      " cannot be read: " + partitions.error().message());
    described.assignment = *std::move(partitions);
  }
  return description;
}

GroupDescription describe(const ConsumerGroup& group) {
  GroupDescription description;
  description.group_id = group.group_id;
  description.type = GroupType::consumer;
  description.state = parse_group_state(group.group_state).value_or(GroupState::unknown);
  description.protocol_type = consumer_protocol_type;
  description.assignor = group.assignor_name;
  description.group_epoch = group.group_epoch;
  description.target_assignment_epoch = group.assignment_epoch;
  for (const auto& member : group.members) {
    MemberDescription& described = description.members.emplace_back();
    described.member_id = member.member_id;
    described.instance_id = member.instance_id;
    described.client_id = member.client_id;
    described.host = member.client_host;
    described.assignment = partitions_of(member.assignment);
    described.member_epoch = member.member_epoch;
    described.target_assignment = partitions_of(member.target_assignment);
    if (member.member_type != unknown_member)
      described.upgraded = member.member_type != classic_member;
  }
  return description;
}

/// Asks each coordinator about its groups of the new protocol first, then about the rest as classic groups.
class GroupDescriber {
 public:
  GroupDescriber(const Call& call, std::span<const std::string> groups)
      : call_(call), groups_(groups), attempts_(call, groups.size()) {}

  Result<ItemResults<std::string, GroupDescription>> run() {
    while (attempts_.next_round()) {
      const admin::ItemsByNode by_node = items_by_coordinator<GroupDescription>(
          call_, attempts_, [&](std::size_t i) -> const std::string& { return groups_[i]; });
      ask_as_consumer_groups(by_node);
      ask_as_classic_groups(by_node);
    }
    return attempts_.results<std::string>(groups_);
  }

 private:
  void ask_as_consumer_groups(const admin::ItemsByNode& by_node) {
    std::vector<Batch<ConsumerGroupDescribeRequest>> batches;
    for (const auto& [node, items] : by_node) {
      const auto versions = call_.cluster.versions_of(node);
      const bool modern = versions && versions->has(ConsumerGroupDescribeRequest::api_key,
                                                    ConsumerGroupDescribeRequest::versions);
      Batch<ConsumerGroupDescribeRequest> batch{node, {}, {}};
      for (const std::size_t i : items) {
        if (!modern) classic_.insert(i);
        if (classic_.contains(i)) continue;
        batch.request.group_ids.push_back(groups_[i]);
        batch.items.push_back(i);
      }
      if (!batch.items.empty()) batches.push_back(std::move(batch));
    }
    admin::run<ConsumerGroupDescribeRequest>(
        call_, std::move(batches),
        [&](const auto& batch, const auto& answer) { take(batch, answer); });
  }

  void ask_as_classic_groups(const admin::ItemsByNode& by_node) {
    std::vector<Batch<DescribeGroupsRequest>> batches;
    for (const auto& [node, items] : by_node) {
      Batch<DescribeGroupsRequest> batch{node, {}, {}};
      for (const std::size_t i : items) {
        if (!classic_.contains(i)) continue;
        batch.request.groups.push_back(groups_[i]);
        batch.items.push_back(i);
      }
      if (!batch.items.empty()) batches.push_back(std::move(batch));
    }
    admin::run<DescribeGroupsRequest>(
        call_, std::move(batches),
        [&](const auto& batch, const auto& answer) { take(batch, answer); });
  }

  template <wire::Request R>
  void take(const Batch<R>& batch, const Result<typename R::Response>& answer) {
    if (!answer) {
      attempts_.unanswered(batch.items, answer.error());
      return;
    }
    std::map<std::string_view, std::size_t> entries;
    for (std::size_t k = 0; k < answer->groups.size(); ++k)
      entries.emplace(answer->groups[k].group_id, k);
    for (const std::size_t i : batch.items) {
      const auto entry = entries.find(groups_[i]);
      if (entry == entries.end()) {
        attempts_.settle(i, fail(admin::missing_result("group " + groups_[i])));
      } else {
        take_group(i, batch.node, answer->groups[entry->second]);
      }
    }
  }

  template <class Group>
  void take_group(std::size_t i, std::int32_t node, const Group& group) {
    constexpr bool as_consumer_group = std::is_same_v<Group, ConsumerGroup>;
    const auto code = static_cast<ErrorCode>(group.error_code);
    if (as_consumer_group &&
        (code == ErrorCode::group_id_not_found || code == ErrorCode::unsupported_version)) {
      classic_.insert(i);
      if (code == ErrorCode::group_id_not_found)
        why_classic_.emplace(i, group.error_message.value_or(""));
      return;
    }
    if (code == ErrorCode::group_id_not_found) {
      // A group of neither kind: that it is not of the newer one says more.
      const auto earlier = why_classic_.find(i);
      const std::string message = earlier != why_classic_.end() && !earlier->second.empty()
                                      ? earlier->second
                                      : group.error_message.value_or("");
      attempts_.settle(i, fail(message.empty() ? not_found(groups_[i]) : Error(code, message)));
      return;
    }
    if (code != ErrorCode::none) {
      settle_group_error(attempts_, i, admin::broker_error(group.error_code, group.error_message));
      return;
    }
    Result<GroupDescription> description = describe(group);
    if (description) description->coordinator = admin::node_of(call_, node);
    attempts_.settle(i, std::move(description));
  }

  const Call& call_;
  std::span<const std::string> groups_;
  Attempts<GroupDescription> attempts_;
  std::set<std::size_t> classic_;                   // known not to be of the new protocol
  std::map<std::size_t, std::string> why_classic_;  // in the broker's words
};

}  // namespace

Result<ItemResults<std::string, GroupDescription>> Admin::describe_groups(
    std::span<const std::string> group_ids, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const Call call = impl->call(options);
  return GroupDescriber(call, group_ids).run();
}

}  // namespace kpp
