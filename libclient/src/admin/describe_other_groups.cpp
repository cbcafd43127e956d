#include "admin/describe_other_groups.hpp"

#include <algorithm>

#include "admin/admin_impl.hpp"
#include "wire/messages/share_group_describe.hpp"
#include "wire/messages/streams_group_describe.hpp"

namespace kpp {

namespace admin {

Node node_of(const Call& call, std::int32_t id) {
  const auto broker = call.cluster.broker(id);
  if (!broker) return {.id = id, .host = {}, .port = 0, .rack = {}};
  return {
      .id = id, .host = broker->address.host, .port = broker->address.port, .rack = broker->rack};
}

}  // namespace admin

namespace {

using wire::ShareGroupDescribeRequest;
using wire::ShareGroupDescribeResponse;
using wire::StreamsGroupDescribeRequest;
using wire::StreamsGroupDescribeResponse;
using KeyValues = std::vector<std::pair<std::string, std::string>>;

ShareGroupDescription describe_share(const ShareGroupDescribeResponse::Group& group) {
  ShareGroupDescription description;
  description.assignor = group.assignor_name;
  for (const auto& member : group.members) {
    ShareMemberDescription& described = description.members.emplace_back();
    described.member_id = member.member_id;
    described.client_id = member.client_id;
    described.host = member.client_host;
    described.member_epoch = member.member_epoch;
    described.subscribed_topics = member.subscribed_topic_names;
    for (const auto& topic : member.assignment.topic_partitions)
      for (const std::int32_t partition : topic.partitions)
        described.assignment.push_back({topic.topic_name, partition});
    std::ranges::sort(described.assignment);
  }
  return description;
}

KeyValues pairs_of(const std::vector<wire::StreamsGroupKeyValue>& values) {
  KeyValues pairs;
  for (const auto& [key, value] : values) pairs.emplace_back(key, value);
  return pairs;
}

std::vector<StreamsTasks> tasks_of(const std::vector<wire::StreamsGroupTaskIds>& ids) {
  std::vector<StreamsTasks> tasks;
  tasks.reserve(ids.size());
  for (const auto& [subtopology, partitions] : ids) tasks.push_back({subtopology, partitions});
  return tasks;
}

StreamsAssignment assignment_of(const wire::StreamsGroupAssignment& assignment) {
  return {tasks_of(assignment.active_tasks), tasks_of(assignment.standby_tasks),
          tasks_of(assignment.warmup_tasks)};
}

std::vector<StreamsTaskOffset> offsets_of(
    const std::vector<wire::StreamsGroupTaskOffset>& offsets) {
  std::vector<StreamsTaskOffset> tasks;
  tasks.reserve(offsets.size());
  for (const auto& [subtopology, partition, offset] : offsets)
    tasks.push_back({subtopology, partition, offset});
  return tasks;
}

std::vector<StreamsInternalTopic> topics_of(
    const std::vector<wire::StreamsGroupTopicInfo>& topics) {
  std::vector<StreamsInternalTopic> internal;
  internal.reserve(topics.size());
  for (const auto& topic : topics)
    internal.push_back(
        {topic.name, topic.partitions, topic.replication_factor, pairs_of(topic.topic_configs)});
  return internal;
}

StreamsMemberDescription describe_member(
    const StreamsGroupDescribeResponse::Group::Member& member) {
  StreamsMemberDescription described;
  described.member_id = member.member_id;
  described.instance_id = member.instance_id;
  described.rack = member.rack_id;
  described.client_id = member.client_id;
  described.host = member.client_host;
  described.process_id = member.process_id;
  described.member_epoch = member.member_epoch;
  described.topology_epoch = member.topology_epoch;
  if (member.user_endpoint)
    described.user_endpoint =
        member.user_endpoint->host + ':' + std::to_string(member.user_endpoint->port);
  described.client_tags = pairs_of(member.client_tags);
  described.task_offsets = offsets_of(member.task_offsets);
  described.task_end_offsets = offsets_of(member.task_end_offsets);
  described.assignment = assignment_of(member.assignment);
  described.target_assignment = assignment_of(member.target_assignment);
  described.classic = member.is_classic;
  return described;
}

StreamsGroupDescription describe_streams(const StreamsGroupDescribeResponse::Group& group) {
  StreamsGroupDescription description;
  if (group.topology) {
    description.topology_epoch = group.topology->epoch;
    if (group.topology->subtopologies)
      for (const auto& part : *group.topology->subtopologies)
        description.subtopologies.push_back(
            {part.subtopology_id, part.source_topics, part.repartition_sink_topics,
             topics_of(part.state_changelog_topics), topics_of(part.repartition_source_topics)});
  }
  for (const auto& member : group.members) description.members.push_back(describe_member(member));
  return description;
}

}  // namespace

Result<ItemResults<std::string, ShareGroupDescription>> Admin::describe_share_groups(
    std::span<const std::string> group_ids, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  return admin::describe_groups_as<ShareGroupDescribeRequest, ShareGroupDescription>(
      impl->call(options), group_ids, describe_share);
}

Result<ItemResults<std::string, StreamsGroupDescription>> Admin::describe_streams_groups(
    std::span<const std::string> group_ids, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  return admin::describe_groups_as<StreamsGroupDescribeRequest, StreamsGroupDescription>(
      impl->call(options), group_ids, describe_streams);
}

}  // namespace kpp
