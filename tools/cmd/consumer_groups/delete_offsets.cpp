#include <algorithm>
#include <set>

#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/arguments.hpp"
#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"

namespace kpp::tools::consumer_groups {
namespace {

/// The partitions that the command line names; topics without numbers are looked up, and those that
/// do not exist go into the report.
Result<std::set<TopicPartition>> named_partitions(Session& session,
                                                  std::span<const TopicArgument> topics,
                                                  OffsetDeletionReport& report) {
  std::set<TopicPartition> partitions;
  std::set<std::string> whole_topics;
  for (const TopicArgument& argument : topics) {
    if (argument.partitions.empty()) whole_topics.insert(argument.topic);
    for (const std::int32_t number : argument.partitions)
      partitions.insert({argument.topic, number});
  }
  if (whole_topics.empty()) return partitions;
  DescribeTopicsOptions how;
  static_cast<CallOptions&>(how) = session.call;
  const std::vector<std::string> names(whole_topics.begin(), whole_topics.end());
  const auto described = session.admin.describe_topics(names, how);
  if (!described) return tl::unexpected(described.error());
  for (const auto& [topic, answer] : *described) {
    if (!answer) {
      report.partitions.push_back({{topic, -1}, answer.error()});
      continue;
    }
    for (const PartitionDescription& partition : answer->partitions)
      partitions.insert({topic, partition.partition});
  }
  return partitions;
}

/// Errors of the group as a whole, for which Kafka's tool prints the code's own sentence.
bool is_about_group(ErrorCode code) {
  return code == ErrorCode::invalid_group_id || code == ErrorCode::group_id_not_found ||
         code == ErrorCode::group_authorization_failed || code == ErrorCode::non_empty_group;
}

bool is_about_partition(ErrorCode code) {
  return code == ErrorCode::group_subscribed_to_topic ||
         code == ErrorCode::topic_authorization_failed ||
         code == ErrorCode::unknown_topic_or_partition;
}

/// Kafka's order: topic and number as one word, so 10 stands before 2.
void sort_as_kafka(std::vector<OffsetDeletion>& rows) {
  std::ranges::sort(rows, {}, [](const OffsetDeletion& row) {
    return row.partition.topic + std::to_string(row.partition.partition);
  });
}

/// What is wrong with the group is wrong with every partition, and Kafka's table says so of each.
int fail_group(const Context& context, OffsetDeletionReport& report,
               const std::set<TopicPartition>& partitions, const Error& error) {
  if (!is_about_group(error.code())) return fail_command(context, error);
  const Error said(error.code(), std::string(default_message(error.code())));
  const int status = fail_with(context, said);
  if (context.format == OutputFormat::json) return status;
  for (const TopicPartition& partition : partitions) report.partitions.push_back({partition, said});
  sort_as_kafka(report.partitions);
  context.out.write(text_of(report));
  return status;
}

}  // namespace

int delete_offsets(Session& session) {
  Context& context = session.context;
  const auto topics = topic_arguments(session.options);
  if (!topics) return context.usage(topics.error());
  OffsetDeletionReport report{session.options.values("group").front(), {}};
  const auto named = named_partitions(session, *topics, report);
  if (!named) return fail_command(context, named.error());

  if (!named->empty()) {
    const std::vector<TopicPartition> partitions(named->begin(), named->end());
    const auto answers = session.admin.delete_offsets(report.group, partitions, session.call);
    if (!answers) return fail_group(context, report, *named, answers.error());
    for (const auto& [partition, answer] : *answers)
      report.partitions.push_back(
          {partition, answer ? std::nullopt : std::optional(answer.error())});
  }
  sort_as_kafka(report.partitions);

  const auto failed = std::ranges::find_if(
      report.partitions, [](const OffsetDeletion& row) { return row.error.has_value(); });
  int status = exit_success;
  if (failed != report.partitions.end()) {
    const ErrorCode code = failed->error->code();
    status = fail_with(
        context,
        Error(code, is_about_partition(code)
                        ? "Encountered some partition-level error, see the follow-up details."
                        : "Encountered some unknown error: " + std::string(name(code))));
  }
  context.out.write(context.format == OutputFormat::json ? json_of(report) : text_of(report));
  return status;
}

}  // namespace kpp::tools::consumer_groups
