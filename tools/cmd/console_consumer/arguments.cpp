#include "cmd/console_consumer/arguments.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "cmd/console_consumer/consumer_config.hpp"
#include "cmd/console_consumer/formatter_choice.hpp"
#include "cmd/console_consumer/topic_pattern.hpp"
#include "common/options/partition_list.hpp"
#include "formats/json_file.hpp"
#include "io/terminal.hpp"

namespace kpp::tools::console_consumer {
namespace {

using Now = std::chrono::sys_time<std::chrono::milliseconds>;

bool wants_range(const Options& options) {
  return options.has("from") || options.has("until") || options.has("exit-at-end");
}

std::optional<UsageError> check_tail(const Options& options) {
  if (!options.has("topic")) return UsageError{"--tail needs --topic"};
  if (options.int32("tail") < 1) return UsageError{"--tail must be at least 1"};
  for (const std::string_view other :
       {"from", "from-beginning", "offset", "max-messages", "group"}) {
    if (options.has(other))
      return UsageError{"--tail says itself which records are read: it cannot stand beside --" +
                        std::string(other)};
  }
  return std::nullopt;
}

std::optional<UsageError> check(const Options& options) {
  if (options.has("zookeeper")) {
    return UsageError{
        "--zookeeper is not possible: consumers have asked brokers since Kafka 2.0. Use "
        "--bootstrap-server."};
  }
  if (options.has("blacklist"))
    return UsageError{"--blacklist is not possible. Use --include with the topics to read."};
  if (auto bad = require_one(options, {"topic", "include"})) return bad;
  if (options.value("topic") == "")
    return UsageError{"Topic collection to subscribe to cannot contain null or empty topic"};
  if (options.value("include") == "")
    return UsageError{"Topic pattern to subscribe to cannot be empty"};
  if (options.has("partition")) {
    if (!options.has("topic"))
      return UsageError{"The topic is required when partition is specified."};
    if (options.has("from-beginning") && options.has("offset"))
      return UsageError{"Options from-beginning and offset cannot be specified together."};
  } else if (options.has("offset")) {
    return UsageError{"The partition is required when offset is specified."};
  }
  if (options.has("tail")) {
    if (auto bad = check_tail(options)) return bad;
  }
  if (wants_range(options)) {
    if (!options.has("topic")) return UsageError{"--from, --until and --exit-at-end need --topic"};
    if (options.has("until") && options.has("exit-at-end"))
      return UsageError{"--exit-at-end is --until end: only one of the two can be there"};
    if (options.has("from") && (options.has("from-beginning") || options.has("offset")))
      return UsageError{"--from says where to begin: --from-beginning and --offset do, too"};
  }
  if (options.int32("max-messages").value_or(-1) < -1)
    return UsageError{"The number of messages must not be negative."};
  return require(options, {"bootstrap-server"});
}

tl::expected<Position, UsageError> start_position(const Options& options) {
  const auto given = options.value("offset");
  if (!given) return options.has("from-beginning") ? Position::earliest() : Position::latest();
  std::string word = *given;
  std::ranges::transform(word, word.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  if (word == "earliest") return Position::earliest();
  if (word == "latest") return Position::latest();
  std::string_view digits = word;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  std::int64_t offset = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), offset);
  if (error != std::errc{} || end != digits.data() + digits.size() || offset < 0) {
    return tl::unexpected(UsageError{
        "The provided offset value '" + *given +
        "' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long."});
  }
  return Position::offset(offset);
}

/// --from or --until.
tl::expected<std::optional<Moment>, UsageError> moment_of(const Options& options,
                                                          const std::string& name, Now now) {
  const auto text = options.value(name);
  if (!text) return std::nullopt;
  const auto moment = parse_moment(*text, now);
  if (!moment) return tl::unexpected(UsageError{"--" + name + ": " + moment.error()});
  return *moment;
}

/// --until or --exit-at-end.
tl::expected<std::optional<Moment>, UsageError> end_of(const Options& options, Now now) {
  if (options.has("exit-at-end")) return Moment{Moment::Kind::end, 0};
  auto until = moment_of(options, "until", now);
  if (until && *until && (*until)->kind == Moment::Kind::time &&
      (*until)->value > now.time_since_epoch().count())
    return tl::unexpected(
        UsageError{"--until: that time is still to come; --timeout-ms ends a run that waits"});
  return until;
}

tl::expected<TailSettings, UsageError> tail_settings(const Options& options, Now now) {
  const auto until = end_of(options, now);
  if (!until) return tl::unexpected(until.error());
  TailSettings settings;
  settings.count = static_cast<std::size_t>(*options.int32("tail"));
  if (*until) settings.until = **until;
  return settings;
}

tl::expected<RangeSettings, UsageError> range_settings(const Options& options, Position start,
                                                       Now now) {
  RangeSettings settings;
  const auto from = moment_of(options, "from", now);
  if (!from) return tl::unexpected(from.error());
  settings.from = *from;
  const auto until = end_of(options, now);
  if (!until) return tl::unexpected(until.error());
  settings.until = *until;
  // To read from the end to the end would be to read nothing.
  if (!options.has("group")) settings.start = options.has("offset") ? start : Position::earliest();
  return settings;
}

/// What --value-format and --avro-schema say.
tl::expected<ValueSettings, int> value_settings(const Options& options, const Context& context) {
  ValueSettings settings;
  if (const auto name = options.value("value-format")) {
    const auto format = value_format_named(*name);
    if (!format) return tl::unexpected(context.usage({"--value-format: " + format.error()}));
    settings.format = *format;
  }
  if (options.has("avro-schema") != (settings.format == ValueFormat::avro))
    return tl::unexpected(context.usage(
        {"--value-format avro and --avro-schema need each other: a single object has only the "
         "fingerprint of its schema"}));
  auto schemas = std::make_shared<avro::SingleObjects>();
  for (const std::string& file : options.values("avro-schema")) {
    const auto text = read_text_file(file);
    if (!text) return tl::unexpected(context.fail(text.error()));
    auto schema = avro::Schema::parse(*text);
    if (!schema) return tl::unexpected(context.fail(file + ": " + schema.error()));
    schemas->add(std::move(*schema));
  }
  settings.schemas = std::move(schemas);
  return settings;
}

}  // namespace

tl::expected<Plan, int> make_plan(const Options& options, const Context& context) {
  const auto refuse = [&](const UsageError& error) { return tl::unexpected(context.usage(error)); };
  if (const auto bad = check(options)) return refuse(*bad);
  if (options.has("new-consumer"))
    context.note("Warning: --new-consumer does nothing: there is no other.");
  Plan plan;
  plan.topic = options.value_or("topic", "");
  if (const auto regex = options.value("include")) {
    auto pattern = posix_pattern(*regex);
    if (!pattern) return refuse({pattern.error()});
    plan.pattern = std::move(*pattern);
  }
  if (const auto list = options.value("partition")) {
    auto partitions = parse_partitions(*list);
    if (!partitions) return refuse(partitions.error());
    plan.partitions = std::move(*partitions);
  }
  const auto start = start_position(options);
  if (!start) return refuse(start.error());
  plan.start = *start;
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  if (options.has("tail")) {
    const auto tail = tail_settings(options, now);
    if (!tail) return refuse(tail.error());
    plan.tail = *tail;
  } else if (wants_range(options)) {
    const auto range = range_settings(options, *start, now);
    if (!range) return refuse(range.error());
    plan.range = *range;
  }
  for (const std::string& text : options.values("where")) {
    auto condition = parse_condition(text);
    if (!condition) return refuse({"--where " + condition.error()});
    plan.where.push_back(std::move(*condition));
  }
  if (const auto count = options.int32("max-messages"); count && *count >= 0)
    plan.max_messages = static_cast<std::uint64_t>(*count);
  if (const auto ms = options.int64("timeout-ms"); ms && *ms >= 0)
    plan.timeout = std::chrono::milliseconds(*ms);
  plan.skip_bad_records = options.has("skip-message-on-error");
  plan.announce_shutdown = options.has("enable-systest-events");

  auto config = consumer_config(options, context);
  if (!config) return tl::unexpected(config.error());
  plan.config = std::move(config->config);
  plan.own_group = config->own_group;
  plan.commits =
      plan.config.has("group.id") && plan.config.get_or("enable.auto.commit", "true") == "true";
  auto value = value_settings(options, context);
  if (!value) return tl::unexpected(value.error());
  plan.value = std::move(*value);
  plan.value.layout = {options.has("pretty"), takes_colour(context.out.fd())};
  auto formatter = choose_formatter(options, context);
  if (!formatter) return tl::unexpected(formatter.error());
  plan.formatter = std::move(*formatter);
  return plan;
}

}  // namespace kpp::tools::console_consumer
