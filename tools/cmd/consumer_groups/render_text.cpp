#include <algorithm>
#include <concepts>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"
#include "common/formats/csv.hpp"
#include "common/group_order.hpp"
#include "common/text/java_hash_order.hpp"
#include "common/text/java_width.hpp"

namespace kpp::tools::consumer_groups {
namespace {

constexpr std::string_view missing = "-";
constexpr std::size_t least_width = 15;

template <std::integral Number>
std::string or_dash(const std::optional<Number>& value) {
  return value ? std::to_string(*value) : std::string(missing);
}

/// A row of cells, each padded to its column's width and set apart by a blank; the last one is
/// padded only if it has a width.
struct Cell {
  std::string_view text;
  std::size_t width = 0;
};
void append_row(std::string& out, std::initializer_list<Cell> cells) {
  bool first = true;
  for (const Cell& cell : cells) {
    if (!first) out += ' ';
    first = false;
    append_padded(out, cell.text, cell.width);
  }
}

/// The width of a column: that of its longest cell, but at least `least`.
class Width {
 public:
  explicit Width(std::size_t least = least_width) : width_(least) {}
  void fit(std::string_view cell) { width_ = std::max(width_, java_width(cell)); }
  operator std::size_t() const { return width_; }

 private:
  std::size_t width_;
};

std::string offsets_text(const DescribedGroup& described, bool verbose) {
  const GroupDescription& group = described.group;
  std::string out;
  if (described.rows.empty()) return out;
  static const MemberDescription nobody = [] {
    MemberDescription member;
    member.member_id = member.host = member.client_id = missing;
    return member;
  }();
  const auto member_of = [&](const OffsetRow& row) -> const MemberDescription& {
    return row.member ? group.members[*row.member] : nobody;
  };

  Width group_width;
  Width topic_width;
  Width id_width;
  Width host_width;
  group_width.fit(group.group_id);
  for (const OffsetRow& row : described.rows) {
    topic_width.fit(row.partition.topic);
    id_width.fit(member_of(row).member_id);
    host_width.fit(member_of(row).host);
  }
  const auto line = [&](std::string_view id, std::string_view topic, std::string_view partition,
                        std::string_view epoch, std::string_view offset, std::string_view end,
                        std::string_view lag, std::string_view member, std::string_view host,
                        std::string_view client) {
    out += '\n';
    append_row(out, {{id, group_width}, {topic, topic_width}, {partition, 10}});
    out += ' ';
    if (verbose) append_row(out, {{epoch, least_width}, {"", 0}});
    append_row(out, {{offset, least_width},
                     {end, least_width},
                     {lag, least_width},
                     {member, id_width},
                     {host, host_width},
                     {client}});
  };
  line("GROUP", "TOPIC", "PARTITION", "LEADER-EPOCH", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG",
       "CONSUMER-ID", "HOST", "CLIENT-ID");
  for (const OffsetRow& row : described.rows) {
    const MemberDescription& member = member_of(row);
    line(group.group_id, row.partition.topic, std::to_string(row.partition.partition),
         or_dash(row.leader_epoch), or_dash(row.lag.committed), or_dash(row.lag.end_offset),
         or_dash(row.lag.lag), member.member_id, member.host, member.client_id);
  }
  return out += '\n';
}

/// "orders:0,1;payments:2", or "-".
std::string assignment_text(const std::vector<TopicPartition>& partitions) {
  if (partitions.empty()) return std::string(missing);
  std::map<std::string_view, std::set<std::int32_t>> by_topic;
  for (const TopicPartition& partition : partitions)
    by_topic[partition.topic].insert(partition.partition);
  std::set<std::string> parts;  // Kafka sorts the finished texts
  for (const auto& [topic, numbers] : by_topic) {
    std::string text = std::string(topic) + ':';
    for (const std::int32_t number : numbers)
      text += (text.back() == ':' ? "" : ",") + std::to_string(number);
    parts.insert(std::move(text));
  }
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ";") + part;
  return all;
}

std::string members_text(const GroupDescription& group, bool verbose) {
  struct Assignments {
    std::string current;
    std::string target;
  };
  std::vector<Assignments> assignments;
  Width group_width;
  Width id_width;
  Width instance_width(17);
  Width host_width;
  Width client_width;
  Width current_width(20);
  Width target_width(20);
  bool any_instance = false;
  bool any_classic = false;
  bool any_upgraded = false;
  for (const MemberDescription& member : group.members) {
    group_width.fit(group.group_id);
    id_width.fit(member.member_id);
    instance_width.fit(member.instance_id.value_or(""));
    host_width.fit(member.host);
    client_width.fit(member.client_id);
    any_instance |= !member.instance_id.value_or("").empty();
    any_classic |= member.upgraded == false;
    any_upgraded |= member.upgraded == true;
    if (!verbose) continue;
    const Assignments& texts = assignments.emplace_back(Assignments{
        assignment_text(member.assignment),
        assignment_text(member.target_assignment.value_or(std::vector<TopicPartition>{}))});
    current_width.fit(texts.current);
    target_width.fit(texts.target);
  }
  const bool migrating = any_classic && any_upgraded;

  std::string out = "\n";
  const auto line = [&](std::string_view id, std::string_view member, std::string_view instance,
                        std::string_view host, std::string_view client,
                        std::string_view partitions) {
    append_row(out, {{id, group_width}, {member, id_width}});
    out += ' ';
    if (any_instance) append_row(out, {{instance, instance_width}, {"", 0}});
    append_row(out, {{host, host_width}, {client, client_width}, {partitions, least_width}});
    out += ' ';
  };
  const auto more = [&](std::string_view epoch, std::string_view current,
                        std::string_view target_epoch, std::string_view target,
                        std::string_view upgraded) {
    append_row(out, {{epoch, least_width},
                     {current, current_width},
                     {target_epoch, least_width},
                     {target, target_width}});
    if (migrating) append_row(out, {{"", 0}, {upgraded}});
  };

  line("GROUP", "CONSUMER-ID", "GROUP-INSTANCE-ID", "HOST", "CLIENT-ID", "#PARTITIONS");
  if (verbose)
    more("CURRENT-EPOCH", "CURRENT-ASSIGNMENT", "TARGET-EPOCH", "TARGET-ASSIGNMENT", "UPGRADED");
  out += '\n';
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const MemberDescription& member = group.members[i];
    line(group.group_id, member.member_id, member.instance_id.value_or(""), member.host,
         member.client_id, std::to_string(member.assignment.size()));
    if (verbose) {
      more(or_dash(member.member_epoch), assignments[i].current,
           or_dash(group.target_assignment_epoch), assignments[i].target,
           !member.upgraded   ? missing
           : *member.upgraded ? "true"
                              : "false");
    }
    out += '\n';
  }
  return out;
}

std::string state_text(const GroupDescription& group, bool verbose) {
  const std::string coordinator = group.coordinator.host + ':' +
                                  std::to_string(group.coordinator.port) + "  (" +
                                  std::to_string(group.coordinator.id) + ')';
  Width group_width;
  Width coordinator_width(25);
  group_width.fit(group.group_id);
  coordinator_width.fit(coordinator);
  constexpr std::size_t twenty = 20;
  std::string out;
  const auto line = [&](std::string_view id, std::string_view node, std::string_view strategy,
                        std::string_view state, std::string_view epoch,
                        std::string_view target_epoch, std::string_view members) {
    out += '\n';
    append_row(out,
               {{id, group_width}, {node, coordinator_width}, {strategy, twenty}, {state, twenty}});
    out += ' ';
    if (verbose) append_row(out, {{epoch, least_width}, {target_epoch, 25}, {"", 0}});
    out += members;
  };
  line("GROUP", "COORDINATOR (ID)", "ASSIGNMENT-STRATEGY", "STATE", "GROUP-EPOCH",
       "TARGET-ASSIGNMENT-EPOCH", "#MEMBERS");
  line(group.group_id, coordinator, group.assignor.empty() ? missing : group.assignor,
       name(group.state), or_dash(group.group_epoch), or_dash(group.target_assignment_epoch),
       std::to_string(group.members.size()));
  return out += '\n';
}

// Kafka keeps most of what it prints here in HashMaps, and prints it in their order.

std::vector<const GroupReset*> in_java_order(const ResetReport& report) {
  std::vector<const GroupReset*> order;
  for (const GroupReset& reset : report.groups) order.push_back(&reset);
  const std::size_t entries = report.groups.size() + report.passed_over.size();
  order_as_java_hash_map(order, java_buckets(java_default_buckets, entries),
                         [](const GroupReset* reset) { return std::string_view(reset->group); });
  return order;
}

std::string quoted_list(std::vector<std::string> names) {
  order_as_java_hash_map(names, java_buckets(java_default_buckets, names.size()),
                         [](const std::string& one) { return std::string_view(one); });
  std::string text;
  for (const std::string& one : names) text += (text.empty() ? "'" : ", '") + one + '\'';
  return text;
}

}  // namespace

std::vector<const PlannedOffset*> in_java_order(const ResetReport& report,
                                                const GroupReset& reset) {
  // The topics were looked up first, and came out of maps of their own: a copy, put into another.
  std::map<std::string_view, std::vector<const PlannedOffset*>> by_topic;
  for (const PlannedOffset& planned : reset.offsets)
    by_topic[planned.partition.topic].push_back(&planned);
  std::vector<std::string_view> topics;
  for (const std::string& topic : report.topics)
    if (by_topic.contains(topic) && std::ranges::find(topics, topic) == topics.end())
      topics.emplace_back(topic);
  for (const auto& [topic, offsets] : by_topic)
    if (std::ranges::find(topics, topic) == topics.end()) topics.push_back(topic);
  order_as_java_hash_map(topics, java_buckets_of_copy(topics.size()), std::identity());
  order_as_java_hash_map(topics, java_buckets(topics.size(), topics.size()), std::identity());
  std::vector<const PlannedOffset*> order;
  for (const std::string_view topic : topics)
    order.insert(order.end(), by_topic[topic].begin(), by_topic[topic].end());
  // --to-current puts partitions without a commit behind the others, or copies their whole map if there are no others.
  const auto has_commit = [](const PlannedOffset* planned) {
    return planned->note != PlannedOffset::Note::no_commit_used_end;
  };
  const bool copied = std::ranges::none_of(order, has_commit);
  std::stable_partition(order.begin(), order.end(), has_commit);
  order_as_java_hash_map(order,
                         copied ? java_buckets_of_copy(order.size())
                                : java_buckets(java_default_buckets, order.size()),
                         [](const PlannedOffset* planned) { return planned->partition; });
  return order;
}

std::string text_of(std::span<const GroupListing> groups, Columns columns) {
  std::string out;
  if (!columns.type && !columns.state) {
    for (const GroupListing* group : kpp::tools::in_java_order(groups))
      (out += group->group_id) += '\n';
    return out;
  }
  Width width;
  for (const GroupListing& group : groups) width.fit(group.group_id);
  const auto line = [&](std::string_view id, std::string_view type, std::string_view state) {
    constexpr std::size_t apart = 10;
    append_row(out, {{id, width + apart}});
    if (columns.type) append_row(out, {{"", 0}, {type, 20}});
    if (columns.state) append_row(out, {{"", 0}, {state, 20}});
    out += '\n';
  };
  line("GROUP", "TYPE", "STATE");
  for (const GroupListing* group : kpp::tools::in_java_order(groups))
    line(group->group_id, name(group->type), name(group->state));
  return out;
}

std::string text_of(const DescribedGroup& described, View view, bool verbose) {
  switch (view) {
    case View::members:
      return members_text(described.group, verbose);
    case View::state:
      return state_text(described.group, verbose);
    case View::offsets:
      break;
  }
  return offsets_text(described, verbose);
}

std::string text_of(const ResetReport& report) {
  std::string out;
  Width group_width;
  Width topic_width;
  for (const GroupReset& reset : report.groups) {
    group_width.fit(reset.group);
    for (const PlannedOffset& planned : reset.offsets) topic_width.fit(planned.partition.topic);
  }
  for (const std::string& group : report.passed_over) group_width.fit(group);
  const auto line = [&](std::string_view group, std::string_view topic, std::string_view partition,
                        std::string_view offset) {
    out += '\n';
    append_row(out, {{group, group_width}, {topic, topic_width}, {partition, 10}, {offset}});
  };
  if (!report.groups.empty() || !report.passed_over.empty())
    line("GROUP", "TOPIC", "PARTITION", "NEW-OFFSET");
  for (const GroupReset* reset : in_java_order(report)) {
    for (const PlannedOffset* planned : in_java_order(report, *reset)) {
      line(reset->group, planned->partition.topic, std::to_string(planned->partition.partition),
           std::to_string(planned->new_offset));
    }
  }
  return out += '\n';
}

std::string text_of(const DeletionReport& report) {
  const std::string names = quoted_list(report.deleted);
  if (report.failed.empty())
    return "Deletion of requested consumer groups (" + names + ") was successful.\n";
  if (report.deleted.empty()) return {};
  return "\nThese consumer groups were deleted successfully: " + names + '\n';
}

std::string text_of(const OffsetDeletionReport& report) {
  const bool all_deleted = std::ranges::none_of(
      report.partitions, [](const OffsetDeletion& row) { return row.error.has_value(); });
  std::string out;
  if (all_deleted)
    out = "Request succeeded for deleting offsets from group " + report.group + ".\n";
  Width topic_width;
  for (const OffsetDeletion& row : report.partitions) topic_width.fit(row.partition.topic);
  const auto line = [&](std::string_view topic, std::string_view partition,
                        std::string_view status) {
    out += '\n';
    append_row(out, {{topic, topic_width}, {partition, 10}, {status, least_width}});
  };
  line("TOPIC", "PARTITION", "STATUS");
  for (const OffsetDeletion& row : report.partitions) {
    line(row.partition.topic,
         row.partition.partition >= 0 ? std::to_string(row.partition.partition)
                                      : std::string(missing),
         row.error ? "Error: " + with_class(*row.error) : "Successful");
  }
  return out += '\n';
}

std::string csv_of(const ResetReport& report, bool with_group) {
  std::string out;
  for (const GroupReset* reset : in_java_order(report)) {
    for (const PlannedOffset* planned : in_java_order(report, *reset)) {
      if (with_group) {
        append_csv_field(out, reset->group);
        out += ',';
      }
      append_csv_field(out, planned->partition.topic);
      out += ',' + std::to_string(planned->partition.partition) + ',' +
             std::to_string(planned->new_offset) + '\n';
    }
  }
  return out += '\n';
}

std::string warning_about(const PlannedOffset& planned) {
  const auto out_of_range = [&](std::string_view how) {
    return "WARN New offset (" + std::to_string(planned.requested) + ") is " + std::string(how) +
           " offset for topic partition " + planned.partition.to_string() +
           ". Value will be set to " + std::to_string(planned.new_offset);
  };
  switch (planned.note) {
    case PlannedOffset::Note::lowered_to_end:
      return out_of_range("higher than latest");
    case PlannedOffset::Note::raised_to_begin:
      return out_of_range("lower than earliest");
    case PlannedOffset::Note::no_record_used_end:
      return "Warn: Partition " + std::to_string(planned.partition.partition) + " from topic " +
             planned.partition.topic + " is empty. Falling back to latest known offset.";
    case PlannedOffset::Note::no_commit_used_end:
    case PlannedOffset::Note::none:
      break;
  }
  return {};
}

}  // namespace kpp::tools::consumer_groups
