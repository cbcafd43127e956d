#include <algorithm>
#include <set>

#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"
#include "cmd/consumer_groups/rows.hpp"

namespace kpp::tools::consumer_groups {
namespace {

/// By id. With --all-groups a group that was deleted since it was listed is left out.
Result<std::vector<GroupDescription>> describe_chosen(Session& session) {
  const auto ids = chosen_groups(session);
  if (!ids) return tl::unexpected(ids.error());
  std::vector<GroupDescription> groups;
  if (ids->empty()) return groups;
  auto answers = session.admin.describe_groups(*ids, session.call);
  if (!answers) return tl::unexpected(answers.error());
  groups.reserve(answers->size());
  for (auto& [id, answer] : *answers) {
    if (!answer) {
      const bool gone = session.options.has("all-groups") &&
                        answer.error().code() == ErrorCode::group_id_not_found;
      if (gone) continue;
      return tl::unexpected(answer.error());
    }
    if (auto usable = require_consumers(*answer); !usable) return tl::unexpected(usable.error());
    groups.push_back(std::move(*answer));
  }
  std::ranges::sort(groups, {}, &GroupDescription::group_id);
  return groups;
}

/// End offsets of the partitions that have a leader. One that has none, or whose topic is gone, is
/// not in the answer: a group's other partitions can be shown all the same.
Result<PartitionOffsets> known_end_offsets(Session& session,
                                           const std::set<TopicPartition>& partitions) {
  std::vector<std::string> topics;
  for (const TopicPartition& partition : partitions)
    if (topics.empty() || topics.back() != partition.topic) topics.push_back(partition.topic);
  if (topics.empty()) return PartitionOffsets{};

  DescribeTopicsOptions how;
  static_cast<CallOptions&>(how) = session.call;
  const auto described = session.admin.describe_topics(topics, how);
  if (!described) return tl::unexpected(described.error());
  std::vector<TopicPartition> with_leader;
  for (const auto& [topic, answer] : *described) {
    if (!answer) {
      if (answer.error().code() == ErrorCode::unknown_topic_or_partition) continue;
      return tl::unexpected(answer.error());
    }
    for (const PartitionDescription& partition : answer->partitions) {
      TopicPartition key{topic, partition.partition};
      if (partition.leader && partitions.contains(key)) with_leader.push_back(std::move(key));
    }
  }
  return offsets_of(session, with_leader, OffsetSpec::latest());
}

/// A handful of requests for any number of groups: their offsets, the topics, the end offsets.
Result<std::vector<DescribedGroup>> with_offsets(Session& session,
                                                 std::vector<GroupDescription> groups) {
  std::vector<std::string> ids;
  ids.reserve(groups.size());
  for (const GroupDescription& group : groups) ids.push_back(group.group_id);
  const auto committed = committed_offsets_of(session, ids);
  if (!committed) return tl::unexpected(committed.error());

  std::set<TopicPartition> partitions;
  for (const CommittedOffsets& offsets : *committed)
    for (const auto& [partition, offset] : offsets) partitions.insert(partition);
  for (const GroupDescription& group : groups)
    for (const MemberDescription& member : group.members)
      partitions.insert(member.assignment.begin(), member.assignment.end());
  const auto ends = known_end_offsets(session, partitions);
  if (!ends) return tl::unexpected(ends.error());

  std::vector<DescribedGroup> described;
  described.reserve(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto rows = offset_rows(groups[i], (*committed)[i], *ends);
    described.push_back({std::move(groups[i]), std::move(rows)});
  }
  return described;
}

View view_of(const Options& options) {
  if (options.has("members")) return View::members;
  return options.has("state") ? View::state : View::offsets;
}

/// What Kafka's tool says about a group beside the table: on stderr, so that the table stays data.
std::string note_about(const GroupDescription& group) {
  switch (group.state) {
    case GroupState::empty:
      return "\nConsumer group '" + group.group_id + "' has no active members.";
    case GroupState::preparing_rebalance:
    case GroupState::completing_rebalance:
    case GroupState::assigning:
    case GroupState::reconciling:
      return "\nWarning: Consumer group '" + group.group_id + "' is rebalancing.";
    default:
      return {};
  }
}

int print_groups(Session& session, View view, const std::vector<DescribedGroup>& groups) {
  Context& context = session.context;
  const bool verbose = session.options.has("verbose");
  if (context.format == OutputFormat::json) {
    context.out.write(json_of(groups, view));
    return exit_success;
  }
  for (const DescribedGroup& described : groups) {
    if (const std::string note = note_about(described.group); !note.empty()) {
      context.out.flush();  // so that on a terminal the note stands before its group
      context.note(note);
    }
    context.out.write(text_of(described, view, verbose));
  }
  return exit_success;
}

}  // namespace

int describe(Session& session) {
  const View view = view_of(session.options);
  auto groups = describe_chosen(session);
  if (!groups) return fail_command(session.context, groups.error());
  std::vector<DescribedGroup> described;
  if (view == View::offsets) {
    auto gathered = with_offsets(session, std::move(*groups));
    if (!gathered) return fail_command(session.context, gathered.error());
    described = std::move(*gathered);
  } else {
    described.reserve(groups->size());
    for (GroupDescription& group : *groups) described.push_back({std::move(group), {}});
  }
  return print_groups(session, view, described);
}

}  // namespace kpp::tools::consumer_groups
