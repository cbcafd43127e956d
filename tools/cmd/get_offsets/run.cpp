#include <algorithm>

#include "cmd/get_offsets/arguments.hpp"
#include "cmd/get_offsets/command.hpp"
#include "cmd/get_offsets/render.hpp"
#include "common/admin_client.hpp"
#include "common/bootstrap.hpp"
#include "common/io/signals.hpp"
#include "common/java_error.hpp"
#include "common/print.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::get_offsets {
namespace {

int fail(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error occurred: " + error.message());
}

/// The topics that may have partitions of interest.
Result<std::vector<std::string>> candidates(Admin& admin, const PartitionFilter& filter,
                                            bool exclude_internal) {
  std::vector<std::string> topics = filter.names();
  if (!topics.empty()) {
    std::erase_if(topics, [&](const std::string& topic) {
      return topic.empty() || (exclude_internal && is_internal_topic(topic));
    });
    return topics;
  }
  const auto listed = admin.list_topics();
  if (!listed) return tl::unexpected(listed.error());
  for (const TopicListing& topic : *listed)
    if (!(exclude_internal && topic.internal) && filter.allows(topic.name))
      topics.push_back(topic.name);
  return topics;
}

Result<std::vector<TopicPartition>> matching_partitions(Admin& admin, const PartitionFilter& filter,
                                                        bool exclude_internal) {
  std::vector<TopicPartition> partitions;
  const auto topics = candidates(admin, filter, exclude_internal);
  if (!topics) return tl::unexpected(topics.error());
  const bool were_listed = filter.names().empty();
  const auto described = admin.describe_topics(*topics);
  if (!described) return tl::unexpected(described.error());
  for (const auto& [topic, description] : *described) {
    if (!description) {
      // Plain names were not looked up in the list; one that is not there matches nothing.
      const ErrorCode code = description.error().code();
      if (!were_listed && (code == ErrorCode::unknown_topic_or_partition ||
                           code == ErrorCode::invalid_topic_exception))
        continue;
      return tl::unexpected(description.error());
    }
    for (const PartitionDescription& partition : description->partitions)
      if (const TopicPartition found{topic, partition.partition}; filter.allows(found))
        partitions.push_back(found);
  }
  if (partitions.empty())
    return kpp::fail(ErrorCode::unknown_topic_or_partition,
                     "Could not match any topic-partitions with the specified filters");
  // The order of Kafka's tool: as text, so that t-10 comes before t-2.
  std::ranges::sort(partitions, {}, &TopicPartition::to_string);
  return partitions;
}

Result<Report> look_up(Admin& admin, const PartitionFilter& filter, OffsetSpec spec,
                       bool exclude_internal) {
  const auto partitions = matching_partitions(admin, filter, exclude_internal);
  if (!partitions) return tl::unexpected(partitions.error());
  std::vector<std::pair<TopicPartition, OffsetSpec>> queries;
  queries.reserve(partitions->size());
  for (const TopicPartition& partition : *partitions) queries.emplace_back(partition, spec);
  const auto offsets = admin.list_offsets(queries);
  if (!offsets) return tl::unexpected(offsets.error());
  Report report;
  for (const auto& [partition, info] : *offsets)
    report.partitions.push_back({partition, info.map([](const OffsetInfo& found) {
                                   return found.offset < 0 ? std::nullopt
                                                           : std::optional(found.offset);
                                 })});
  return report;
}

int show(Context& context, const Report& report) {
  print(context, report);
  std::vector<Error> failures;
  for (const auto& [partition, offset] : report.partitions)
    if (!offset)
      failures.emplace_back(offset.error().code(),
                            "Skip getting offsets for topic-partition " + partition.to_string() +
                                " due to error: " + as_java_exception(offset.error()));
  return failures.empty() ? exit_success : context.fail(std::span(std::as_const(failures)));
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto missing = require(options, {"bootstrap-server"})) return context.usage(*missing);
  if (const auto bad = check_bootstrap(options.value_or("bootstrap-server", "")))
    return context.usage(*bad);
  const auto filter = partition_filter(options);
  if (!filter) return context.usage({"Error occurred: " + filter.error()});
  const auto spec = parse_time(options.value_or("time", "latest"));
  if (!spec) return context.usage({"Error occurred: " + spec.error()});
  for (const char* old : {"max-wait-ms", "offsets"})
    if (options.has(old))
      context.note("Warning: --" + std::string(old) + " does nothing since Kafka 3.0.");

  auto admin = admin_client(options, context);
  if (!admin) return fail(context, admin.error());
  const auto report = look_up(*admin, *filter, *spec, options.has("exclude-internal-topics"));
  return report ? show(context, *report) : fail(context, report.error());
}

}  // namespace kpp::tools::get_offsets
