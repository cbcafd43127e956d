#include <algorithm>
#include <nlohmann/json.hpp>

#include "cmd/consumer_groups/render.hpp"

namespace kpp::tools::consumer_groups {
namespace {

using Json = nlohmann::ordered_json;

/// Group ids and client ids may be any bytes; what is not UTF-8 is replaced.
std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json error_of(const Error& error) {
  return {{"code", name(error.code())}, {"message", error.message()}};
}

Json type_of(GroupType type) {
  return type == GroupType::unknown ? Json(nullptr) : Json(name(type));
}

Json state_of(GroupState state) {
  return state == GroupState::unknown ? Json(nullptr) : Json(name(state));
}

Json partitions_of(const DescribedGroup& described) {
  Json partitions = Json::array();
  for (const OffsetRow& row : described.rows) {
    const MemberDescription* member = row.member ? &described.group.members[*row.member] : nullptr;
    partitions.push_back({{"topic", row.partition.topic},
                          {"partition", row.partition.partition},
                          {"leader_epoch", or_null(row.leader_epoch)},
                          {"current_offset", or_null(row.lag.committed)},
                          {"log_end_offset", or_null(row.lag.end_offset)},
                          {"lag", or_null(row.lag.lag)},
                          {"consumer_id", member ? Json(member->member_id) : Json(nullptr)},
                          {"host", member ? Json(member->host) : Json(nullptr)},
                          {"client_id", member ? Json(member->client_id) : Json(nullptr)}});
  }
  return partitions;
}

Json assignment_of(const std::vector<TopicPartition>& partitions) {
  Json list = Json::array();
  for (const TopicPartition& partition : partitions)
    list.push_back({{"topic", partition.topic}, {"partition", partition.partition}});
  return list;
}

Json members_of(const GroupDescription& group) {
  Json members = Json::array();
  for (const MemberDescription& member : group.members) {
    members.push_back(
        {{"consumer_id", member.member_id},
         {"group_instance_id", or_null(member.instance_id)},
         {"host", member.host},
         {"client_id", member.client_id},
         {"partitions", member.assignment.size()},
         {"current_epoch", or_null(member.member_epoch)},
         {"current_assignment", assignment_of(member.assignment)},
         {"target_epoch", or_null(group.target_assignment_epoch)},
         {"target_assignment",
          member.target_assignment ? assignment_of(*member.target_assignment) : Json(nullptr)},
         {"upgraded", or_null(member.upgraded)}});
  }
  return members;
}

void add_state(Json& object, const GroupDescription& group) {
  object["coordinator"] = {{"id", group.coordinator.id},
                           {"host", group.coordinator.host},
                           {"port", group.coordinator.port}};
  object["assignment_strategy"] = group.assignor.empty() ? Json(nullptr) : Json(group.assignor);
  object["group_epoch"] = or_null(group.group_epoch);
  object["target_assignment_epoch"] = or_null(group.target_assignment_epoch);
  object["members"] = group.members.size();
}

Json failures_of(const std::vector<GroupError>& failed) {
  Json list = Json::array();
  for (const GroupError& failure : failed)
    list.push_back({{"group", failure.group}, {"error", error_of(failure.error)}});
  return list;
}

Json note_of(const PlannedOffset& planned) {
  switch (planned.note) {
    case PlannedOffset::Note::raised_to_begin:
      return "raised_to_begin";
    case PlannedOffset::Note::lowered_to_end:
      return "lowered_to_end";
    case PlannedOffset::Note::no_commit_used_end:
      return "no_commit_used_end";
    case PlannedOffset::Note::no_record_used_end:
      return "no_record_used_end";
    case PlannedOffset::Note::none:
      break;
  }
  return nullptr;
}

}  // namespace

std::string json_of(std::span<const GroupListing> groups) {
  std::vector<const GroupListing*> by_id;
  for (const GroupListing& group : groups) by_id.push_back(&group);
  std::ranges::sort(by_id, {},
                    [](const GroupListing* group) { return std::string_view(group->group_id); });
  Json list = Json::array();
  for (const GroupListing* group : by_id) {
    list.push_back({{"group", group->group_id},
                    {"type", type_of(group->type)},
                    {"state", state_of(group->state)}});
  }
  return line_of({{"version", 1}, {"groups", std::move(list)}});
}

std::string json_of(std::span<const DescribedGroup> groups, View view) {
  Json list = Json::array();
  for (const DescribedGroup& described : groups) {
    const GroupDescription& group = described.group;
    Json object = {
        {"group", group.group_id}, {"type", type_of(group.type)}, {"state", state_of(group.state)}};
    if (view == View::offsets) object["partitions"] = partitions_of(described);
    if (view == View::members) object["members"] = members_of(group);
    if (view == View::state) add_state(object, group);
    list.push_back(std::move(object));
  }
  return line_of({{"version", 1}, {"groups", std::move(list)}});
}

std::string json_of(const ResetReport& report) {
  Json groups = Json::array();
  for (const GroupReset& reset : report.groups) {
    Json offsets = Json::array();
    for (const PlannedOffset& planned : reset.offsets) {
      const bool clamped = planned.note == PlannedOffset::Note::raised_to_begin ||
                           planned.note == PlannedOffset::Note::lowered_to_end;
      offsets.push_back({{"topic", planned.partition.topic},
                         {"partition", planned.partition.partition},
                         {"new_offset", planned.new_offset},
                         {"requested_offset", clamped ? Json(planned.requested) : Json(nullptr)},
                         {"note", note_of(planned)}});
    }
    groups.push_back({{"group", reset.group}, {"offsets", std::move(offsets)}});
  }
  return line_of({{"version", 1},
                  {"executed", report.executed},
                  {"groups", std::move(groups)},
                  {"failed", failures_of(report.failed)}});
}

std::string json_of(const DeletionReport& report) {
  return line_of(
      {{"version", 1}, {"deleted", report.deleted}, {"failed", failures_of(report.failed)}});
}

std::string json_of(const OffsetDeletionReport& report) {
  Json partitions = Json::array();
  for (const OffsetDeletion& row : report.partitions) {
    partitions.push_back(
        {{"topic", row.partition.topic},
         {"partition", row.partition.partition < 0 ? Json(nullptr) : Json(row.partition.partition)},
         {"deleted", !row.error},
         {"error", row.error ? error_of(*row.error) : Json(nullptr)}});
  }
  return line_of({{"version", 1}, {"group", report.group}, {"partitions", std::move(partitions)}});
}

std::string json_of_regex(std::string_view regex, std::optional<std::string_view> error) {
  return line_of({{"version", 1}, {"regex", regex}, {"valid", !error}, {"reason", or_null(error)}});
}

}  // namespace kpp::tools::consumer_groups
