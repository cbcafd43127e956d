#include "cmd/consumer_perf_test/settings.hpp"

#include "common/options/partition_list.hpp"
#include "common/perf/bounded_time.hpp"
#include "common/perf/lists.hpp"
#include "common/text/posix_regex.hpp"

namespace kpp::tools::consumer_perf_test {
namespace {

tl::expected<std::string, UsageError> topic_regex(const std::string& java) {
  const auto regex = translate_java_regex(java).and_then(posix_topic_regex);
  if (regex) return *regex;
  if (regex.error().kind == RegexProblem::Kind::invalid)
    return tl::unexpected(UsageError{java + " is an invalid regex."});
  return tl::unexpected(UsageError{
      "The regex " + java + " cannot be used here, although Java knows it: " + regex.error().what +
      " is not supported."});
}

constexpr std::int64_t most_consumers = 1000;

/// What Kafka's tool does not have.
std::optional<UsageError> read_own(const Options& options, Settings& settings) {
  if (settings.topic) {
    auto topics = name_list(*settings.topic);
    if (!topics) return UsageError{"--topic: " + topics.error()};
    settings.topics = *std::move(topics);
  }
  if (const auto text = options.value("partition")) {
    if (auto error = exclude(options, "partition", {"include"})) return error;
    auto partitions = parse_partitions(*text);
    if (!partitions) return partitions.error();
    settings.partitions = *std::move(partitions);
  }
  const std::int64_t consumers = options.int64("consumers").value_or(1);
  if (consumers < 1 || consumers > most_consumers)
    return UsageError{"--consumers must be from 1 to " + std::to_string(most_consumers) + "."};
  settings.consumers = static_cast<std::size_t>(consumers);
  settings.print_config = options.has("print-config");
  return std::nullopt;
}

}  // namespace

tl::expected<Settings, UsageError> read_settings(const Options& options) {
  if (auto error = require_one(options, {"topic", "include"})) return tl::unexpected(*error);
  // --messages is the older name; Kafka's sentence has both.
  if (!options.has("num-records"))
    return tl::unexpected(require_one(options, {"messages", "num-records"}).value());

  Settings settings;
  const std::int64_t records = *options.int64("num-records");
  if (records < 0) return tl::unexpected(UsageError{"--num-records must not be negative."});
  settings.records = static_cast<std::uint64_t>(records);
  settings.topic = options.value("topic");
  settings.include = options.value("include");
  if (settings.include) {
    auto regex = topic_regex(*settings.include);
    if (!regex) return tl::unexpected(regex.error());
    settings.include_posix = *std::move(regex);
  }
  settings.timeout = bounded_ms(options.int64("timeout").value_or(10000));
  if (settings.timeout.count() < 0)
    return tl::unexpected(UsageError{"--timeout must not be negative."});
  settings.interval = bounded_ms(options.int64("reporting-interval").value_or(5000));
  if (settings.interval.count() <= 0)
    return tl::unexpected(UsageError{"Reporting interval must be greater than 0."});
  settings.detailed = options.has("show-detailed-stats");
  settings.hide_header = options.has("hide-header");
  settings.print_metrics = options.has("print-metrics");
  auto format = DateFormat::parse(options.value_or("date-format", "yyyy-MM-dd HH:mm:ss:SSS"));
  if (!format) return tl::unexpected(UsageError{format.error()});
  settings.date_format = *std::move(format);
  if (auto error = read_own(options, settings)) return tl::unexpected(*std::move(error));
  return settings;
}

}  // namespace kpp::tools::consumer_perf_test
