#include <algorithm>
#include <charconv>

#include "cmd/topics/actions.hpp"
#include "cmd/topics/failure.hpp"
#include "cmd/topics/partition_health.hpp"
#include "cmd/topics/topic_facts.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::topics {
namespace {

/// Which partitions are wanted. None of them: all.
struct Filters {
  bool under_replicated;
  bool unavailable;
  bool under_min_isr;
  bool at_min_isr;

  explicit Filters(const Options& options)
      : under_replicated(options.has("under-replicated-partitions")),
        unavailable(options.has("unavailable-partitions")),
        under_min_isr(options.has("under-min-isr-partitions")),
        at_min_isr(options.has("at-min-isr-partitions")) {}
  [[nodiscard]] bool any() const {
    return under_replicated || unavailable || under_min_isr || at_min_isr;
  }
};

bool is_missing(const Error& error) {
  // A name that no topic can have is one that does not exist.
  return error.code() == ErrorCode::unknown_topic_or_partition ||
         error.code() == ErrorCode::invalid_topic_exception ||
         error.code() == ErrorCode::unknown_topic_id;
}

Result<std::vector<TopicDescription>> by_id(Admin& admin, const Options& options, const Uuid& id) {
  const auto results = admin.describe_topics_by_id({&id, 1});
  if (!results) return tl::unexpected(results.error());
  std::vector<TopicDescription> topics;
  for (const auto& [key, description] : *results) {
    if (!description && !is_missing(description.error()))
      return tl::unexpected(description.error());
    if (description && !(options.has("exclude-internal") && description->internal))
      topics.push_back(*description);
  }
  if (topics.empty() && !options.has("if-exists"))
    return kpp::fail(ErrorCode::unknown_topic_id,
                     "TopicId '" + id.to_string() + "' does not exist as expected");
  return topics;
}

/// In the order in which Kafka's tool describes several topics: that of the maps its client keeps
/// them in.
void order_as_kafka(std::vector<TopicDescription>& topics) {
  const std::size_t count = topics.size();
  std::ranges::sort(topics, {}, &TopicDescription::name);
  for (const std::size_t buckets :
       {java_buckets(count, count), java_buckets_of_copy(count), java_buckets(count, count)})
    order_as_java_hash_map(topics, buckets, &TopicDescription::name);
}

/// The names in --topic where it has no pattern.
std::vector<std::string> plain_names(const std::vector<std::string>& given, bool exclude_internal) {
  std::vector<std::string> names;
  for (const std::string& name : given)
    if (!name.empty() && !(exclude_internal && is_internal_topic(name))) names.push_back(name);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<std::vector<TopicDescription>> by_name(Admin& admin, const Options& options,
                                              TopicFactsQuestion& question) {
  const auto filter = topic_filter(options);
  if (!filter) return tl::unexpected(filter.error());
  const bool exclude_internal = options.has("exclude-internal");
  // Plain names are asked about directly; a cluster may have many thousands of others.
  const bool plain = *filter && (*filter)->names() != nullptr;
  std::vector<std::string> names;
  if (plain) {
    names = plain_names(*(*filter)->names(), exclude_internal);
    if (!names.empty()) question.ask_ahead(names);
  } else {
    const auto listed = matching_topics(admin, *filter, exclude_internal);
    if (!listed) return tl::unexpected(listed.error());
    for (const TopicListing& topic : *listed) names.push_back(topic.name);
  }

  std::vector<TopicDescription> topics;
  if (!names.empty()) {
    DescribeTopicsOptions how;
    if (const auto limit = options.int32("partition-size-limit-per-response"))
      how.partition_limit_per_response = *limit;
    auto results = admin.describe_topics(names, how);
    if (!results) return tl::unexpected(results.error());
    for (auto& [name, description] : *results) {
      if (description) {
        topics.push_back(std::move(*description));
      } else if (!plain || !is_missing(description.error())) {
        return tl::unexpected(description.error());
      }
    }
  }
  if (topics.empty() && options.has("topic") && !options.has("if-exists"))
    return kpp::fail(missing_topic(options.value_or("topic", "")));
  order_as_kafka(topics);
  return topics;
}

Result<std::vector<TopicDescription>> wanted_topics(Admin& admin, const Options& options,
                                                    TopicFactsQuestion& question) {
  if (const auto text = options.value("topic-id")) {
    const auto id = Uuid::parse(*text);
    if (!id) return tl::unexpected(id.error());
    // The id that stands for "none" means to Kafka that none was given.
    if (!id->is_zero()) return by_id(admin, options, *id);
  }
  return by_name(admin, options, question);
}

std::size_t min_isr_of(const TopicConfigs& configs) {
  const auto found = std::ranges::find(configs, "min.insync.replicas", &ConfigEntry::name);
  std::size_t value = 1;
  if (found != configs.end() && found->value) {
    const std::string& text = *found->value;
    std::from_chars(text.data(), text.data() + text.size(), value);
  }
  return value;
}

bool is_wanted(const PartitionReport& partition, const Filters& filters, const TopicFacts& facts,
               std::size_t min_isr) {
  return !filters.any() || (filters.under_replicated && is_under_replicated(partition)) ||
         (filters.unavailable && is_unavailable(partition, facts.live_brokers)) ||
         (filters.under_min_isr && is_under_min_isr(partition, min_isr)) ||
         (filters.at_min_isr && is_at_min_isr(partition, min_isr));
}

TopicReport report_on(TopicDescription topic, const Filters& filters, const TopicFacts& facts) {
  TopicReport report{.name = topic.name,
                     .topic_id = topic.topic_id,
                     .internal = topic.internal,
                     .partition_count = topic.partitions.size(),
                     .replication_factor = 0,
                     .configs = {},
                     .partitions = {}};
  std::size_t min_isr = 1;
  if (const auto configs = facts.configs.find(topic.name); configs != facts.configs.end()) {
    min_isr = min_isr_of(configs->second);
    for (const ConfigEntry& entry : configs->second)
      if (entry.source != ConfigSource::default_value)
        report.configs.emplace_back(entry.name, entry.value);
  }
  for (PartitionDescription& description : topic.partitions) {
    const auto reassignment = facts.reassignments.find({topic.name, description.partition});
    PartitionReport partition{std::move(description), {}};
    if (reassignment != facts.reassignments.end()) partition.reassignment = reassignment->second;
    if (report.replication_factor == 0) report.replication_factor = replication_factor(partition);
    if (is_wanted(partition, filters, facts, min_isr))
      report.partitions.push_back(std::move(partition));
  }
  return report;
}

}  // namespace

Result<DescribeReport> describe(Admin& admin, const Options& options, bool all_configs) {
  const Filters filters(options);
  const bool overrides_only = options.has("topics-with-overrides");
  DescribeReport report;
  report.show_topics = !filters.any();
  report.show_partitions = !overrides_only;
  if (options.has("if-exists") && options.has("topic") && options.has("topic-id"))
    report.notes.emplace_back(
        "Only topic id will be used when both --topic and --topic-id are specified and topicId is "
        "not Uuid.ZERO_UUID");

  const bool with_configs =
      all_configs || report.show_topics || filters.under_min_isr || filters.at_min_isr;
  TopicFactsQuestion question(admin,
                              {.configs = with_configs, .live_brokers = filters.unavailable});
  auto topics = wanted_topics(admin, options, question);
  if (!topics) return tl::unexpected(topics.error());
  if (topics->empty()) return report;
  const auto facts = question.facts(*topics);
  if (!facts) return tl::unexpected(facts.error());
  for (TopicDescription& topic : *topics) {
    TopicReport found = report_on(std::move(topic), filters, *facts);
    if (filters.any() && found.partitions.empty()) continue;
    if (overrides_only && found.configs.empty()) continue;
    report.topics.push_back(std::move(found));
  }
  return report;
}

}  // namespace kpp::tools::topics
