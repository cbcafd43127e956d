#include <algorithm>
#include <iterator>
#include <set>

#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/arguments.hpp"
#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"
#include "cmd/consumer_groups/reset_target.hpp"
#include "cmd/consumer_groups/scope.hpp"

namespace kpp::tools::consumer_groups {
namespace {

using Kind = OffsetResetTarget::Kind;

/// A group whose offsets can be reset, and which of its partitions are.
struct Candidate {
  std::string group;
  std::set<TopicPartition> partitions;
};

struct Plan {
  std::vector<Candidate> candidates;
  ResetReport report;
};

bool is_inactive(GroupState state) {
  return state == GroupState::empty || state == GroupState::dead;
}

/// Groups without active members. One that does not exist is fine: the commit creates it.
Result<Plan> find_candidates(Session& session) {
  const auto ids = chosen_groups(session);
  if (!ids) return tl::unexpected(ids.error());
  Plan plan;
  if (ids->empty()) return plan;
  const auto answers = session.admin.describe_groups(*ids, session.call);
  if (!answers) return tl::unexpected(answers.error());
  for (const auto& [id, answer] : *answers) {
    if (!answer && answer.error().code() != ErrorCode::group_id_not_found)
      return tl::unexpected(answer.error());
    if (answer) {
      if (auto usable = require_consumers(*answer); !usable) return tl::unexpected(usable.error());
    }
    if (answer && !is_inactive(answer->state)) {
      plan.report.failed.push_back({id, Error(ErrorCode::non_empty_group,
                                              "Assignments can only be reset if the group '" + id +
                                                  "' is inactive, but the current state is " +
                                                  std::string(name(answer->state)) + '.')});
      plan.report.passed_over.push_back(id);
    } else {
      plan.candidates.push_back({id, {}});
    }
  }
  return plan;
}

std::vector<std::string> ids_of(const Plan& plan) {
  std::vector<std::string> ids;
  for (const Candidate& candidate : plan.candidates) ids.push_back(candidate.group);
  return ids;
}

/// Fills in the partitions of a file's plan. A group that the file does not know is a failure of
/// its own.
void take_from_file(Plan& plan, const ResetFile& file) {
  std::vector<Candidate> known;
  for (Candidate& candidate : plan.candidates) {
    const auto found = file.find(candidate.group);
    if (found == file.end()) {
      plan.report.failed.push_back(
          {candidate.group, Error(ErrorCode::invalid_argument,
                                  "No reset plan for group " + candidate.group + " found")});
      plan.report.passed_over.push_back(candidate.group);
      continue;
    }
    for (const auto& [partition, offset] : found->second) candidate.partitions.insert(partition);
    known.push_back(std::move(candidate));
  }
  plan.candidates = std::move(known);
}

/// What --from-file, --all-topics or --topic say, checked against the cluster.
Result<void> find_partitions(Session& session, Plan& plan, const ResetGoal& goal,
                             std::span<const TopicArgument> topics,
                             std::span<const CommittedOffsets> committed) {
  if (!goal.file && !session.options.has("all-topics")) {
    const auto partitions = existing_partitions(session, topics);
    if (!partitions) return tl::unexpected(partitions.error());
    for (Candidate& candidate : plan.candidates) candidate.partitions = *partitions;
    return {};
  }
  if (goal.file) {
    take_from_file(plan, *goal.file);
  } else {
    for (std::size_t i = 0; i < plan.candidates.size(); ++i)
      for (const auto& [partition, offset] : committed[i])
        plan.candidates[i].partitions.insert(partition);
  }
  std::set<TopicPartition> all;
  for (const Candidate& candidate : plan.candidates)
    all.insert(candidate.partitions.begin(), candidate.partitions.end());
  return require_existing(session, all);
}

/// The offsets of the brokers that a target is reckoned from.
struct KnownOffsets {
  PartitionOffsets begin;
  PartitionOffsets end;
  PartitionOffsets by_time;
};

Result<KnownOffsets> ask_offsets(Session& session, const Plan& plan,
                                 const OffsetResetTarget& target) {
  std::set<TopicPartition> set;
  for (const Candidate& candidate : plan.candidates)
    set.insert(candidate.partitions.begin(), candidate.partitions.end());
  const std::vector<TopicPartition> partitions(set.begin(), set.end());
  const bool in_range = target.kind == Kind::offset || target.kind == Kind::shift_by;

  KnownOffsets known;
  const auto ask = [&](PartitionOffsets& into, OffsetSpec spec) -> Result<void> {
    auto offsets = offsets_of(session, partitions, spec);
    if (!offsets) return tl::unexpected(offsets.error());
    into = std::move(*offsets);
    return {};
  };
  if (target.kind == Kind::timestamp) {
    if (auto asked = ask(known.by_time, OffsetSpec::at_timestamp(target.value)); !asked)
      return tl::unexpected(asked.error());
  }
  if (in_range || target.kind == Kind::earliest) {
    if (auto asked = ask(known.begin, OffsetSpec::earliest()); !asked)
      return tl::unexpected(asked.error());
  }
  if (target.kind != Kind::earliest) {
    if (auto asked = ask(known.end, OffsetSpec::latest()); !asked)
      return tl::unexpected(asked.error());
  }
  return known;
}

ResetPartitionState state_of(const TopicPartition& partition, const KnownOffsets& known,
                             const CommittedOffsets* committed) {
  const auto look_up = [&](const PartitionOffsets& offsets) {
    const auto found = offsets.find(partition);
    return found == offsets.end() ? std::int64_t{0} : found->second;
  };
  ResetPartitionState state{partition, look_up(known.begin), look_up(known.end), {}, {}};
  if (committed != nullptr) {
    const auto found = committed->find(partition);
    if (found != committed->end() && found->second.offset >= 0)
      state.committed = found->second.offset;
  }
  if (const auto found = known.by_time.find(partition);
      found != known.by_time.end() && found->second >= 0) {
    state.offset_for_timestamp = found->second;
  }
  return state;
}

/// The new offsets of one group.
Result<GroupReset> plan_group(const Candidate& candidate, const ResetGoal& goal,
                              const KnownOffsets& known, const CommittedOffsets* committed) {
  std::vector<ResetPartitionState> states;
  for (const TopicPartition& partition : candidate.partitions)
    states.push_back(state_of(partition, known, committed));
  GroupReset reset{candidate.group, {}};
  if (!goal.file) {
    auto offsets = plan_offset_reset(goal.target, states);
    if (!offsets) return tl::unexpected(offsets.error());
    reset.offsets = std::move(*offsets);
    return reset;
  }
  const auto& wanted = goal.file->at(candidate.group);
  for (const ResetPartitionState& state : states) {
    const OffsetResetTarget target{Kind::offset, wanted.at(state.partition)};
    auto offset = plan_offset_reset(target, {&state, 1});
    if (!offset) return tl::unexpected(offset.error());
    std::ranges::move(*offset, std::back_inserter(reset.offsets));
  }
  return reset;
}

Result<ResetReport> plan_reset(Session& session, const ResetGoal& goal,
                               std::span<const TopicArgument> topics) {
  auto plan = find_candidates(session);
  if (!plan) return tl::unexpected(plan.error());
  const Kind kind = goal.target.kind;
  const bool needs_committed = !goal.file && (session.options.has("all-topics") ||
                                              kind == Kind::shift_by || kind == Kind::current);
  std::vector<CommittedOffsets> committed;
  if (needs_committed) {
    auto asked = committed_offsets_of(session, ids_of(*plan));
    if (!asked) return tl::unexpected(asked.error());
    committed = std::move(*asked);
  }
  if (auto found = find_partitions(session, *plan, goal, topics, committed); !found)
    return tl::unexpected(found.error());
  const auto known = ask_offsets(session, *plan, goal.target);
  if (!known) return tl::unexpected(known.error());
  for (std::size_t i = 0; i < plan->candidates.size(); ++i) {
    auto reset =
        plan_group(plan->candidates[i], goal, *known, needs_committed ? &committed[i] : nullptr);
    if (!reset) return tl::unexpected(reset.error());
    plan->report.groups.push_back(std::move(*reset));
  }
  return std::move(plan->report);
}

/// Commits the planned offsets of one group. Those that were refused leave `reset`.
std::optional<Error> commit(Session& session, GroupReset& reset) {
  if (reset.offsets.empty()) return std::nullopt;
  std::vector<std::pair<TopicPartition, OffsetAndMetadata>> offsets;
  for (const PlannedOffset& planned : reset.offsets) {
    OffsetAndMetadata& offset = offsets.emplace_back(planned.partition, OffsetAndMetadata{}).second;
    offset.offset = planned.new_offset;
  }
  const auto answers = session.admin.commit_offsets(reset.group, offsets, session.call);
  if (!answers) {
    reset.offsets.clear();
    return Error(answers.error().code(),
                 "Executing consumer group command failed due to " + with_class(answers.error()));
  }
  const Error* first = answers->first_error();
  if (first == nullptr) return std::nullopt;
  std::string refused;
  std::set<TopicPartition> not_done;
  for (const auto& [partition, answer] : *answers) {
    if (answer) continue;
    refused += (refused.empty() ? "" : ", ") + partition.to_string();
    not_done.insert(partition);
  }
  std::erase_if(reset.offsets,
                [&](const PlannedOffset& planned) { return not_done.contains(planned.partition); });
  return Error(first->code(),
               "Executing consumer group command failed due to Failed altering group offsets for "
               "the following partitions: [" +
                   refused + "] (" + with_class(*first) + ')');
}

/// What this side found out, such as a dead connection, is as true for the groups that follow.
bool concerns_all_groups(const Error& error) {
  return error.code() <= ErrorCode::closed;
}

void execute(Session& session, ResetReport& report) {
  std::vector<GroupReset> done;
  std::optional<Error> last;
  for (GroupReset& reset : report.groups) {
    const bool planned_any = !reset.offsets.empty();
    const bool hopeless = last && concerns_all_groups(*last);
    if (!hopeless) last = commit(session, reset);
    if (last) report.failed.push_back({reset.group, *last});
    if (!hopeless && (!planned_any || !reset.offsets.empty())) done.push_back(std::move(reset));
  }
  report.groups = std::move(done);
  report.executed = true;
}

/// Warnings about offsets other than those asked for. In the table's form, one stands in front of
/// the table, as with Kafka's tool; CSV and JSON stay free of it.
void warn(const Session& session, const ResetReport& report) {
  Context& context = session.context;
  const bool in_table = context.format == OutputFormat::kafka && !session.options.has("export");
  for (const GroupReset& reset : report.groups) {
    for (const PlannedOffset* planned : in_java_order(report, reset)) {
      const std::string text = warning_about(*planned);
      if (text.empty()) continue;
      if (planned->note == PlannedOffset::Note::no_record_used_end && in_table) {
        print(context.out, "\n", text, "\n");
      } else {
        context.note(text);
      }
    }
  }
}

void print_report(const Session& session, const ResetReport& report) {
  Context& context = session.context;
  if (context.format == OutputFormat::json) {
    context.out.write(json_of(report));
  } else if (session.options.has("export")) {
    context.out.write(csv_of(report, session.options.values("group").size() != 1));
  } else {
    context.out.write(text_of(report));
  }
}

}  // namespace

int reset_offsets(Session& session) {
  Context& context = session.context;
  const auto topics = topic_arguments(session.options);
  if (!topics) return context.usage(topics.error());
  const auto goal = reset_goal(session.options);
  if (!goal) return fail_command(context, goal.error(), Shown::message);

  auto report = plan_reset(session, *goal, *topics);
  if (!report) {
    const bool shift_without_commit =
        goal->target.kind == Kind::shift_by && report.error().code() == ErrorCode::invalid_argument;
    if (shift_without_commit) return context.fail(report.error());
    return fail_command(context, report.error(), Shown::message);
  }
  for (const TopicArgument& argument : *topics) report->topics.push_back(argument.topic);
  warn(session, *report);
  if (session.options.has("execute")) execute(session, *report);
  int status = exit_success;
  for (const GroupError& failure : report->failed) status = fail_with(context, failure.error);
  const bool any_row_or_heading =
      !report->groups.empty() ||
      (!report->passed_over.empty() && context.format == OutputFormat::kafka);
  if (status == exit_success || any_row_or_heading) print_report(session, *report);
  return status;
}

}  // namespace kpp::tools::consumer_groups
