#include "cmd/console_consumer/arguments.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "cmd/console_consumer/consumer_config.hpp"
#include "cmd/console_consumer/formatter_choice.hpp"
#include "cmd/console_consumer/topic_pattern.hpp"

namespace kpp::tools::console_consumer {
namespace {

std::optional<UsageError> check(const Options& options) {
  if (options.has("zookeeper")) {
    return UsageError{
        "--zookeeper is not possible: consumers have asked brokers since Kafka 2.0. Use "
        "--bootstrap-server."};
  }
  if (options.has("blacklist"))
    return UsageError{"--blacklist is not possible. Use --include with the topics to read."};
  if (auto bad = require_one(options, {"topic", "include"})) return bad;
  if (options.has("partition")) {
    if (!options.has("topic"))
      return UsageError{"The topic is required when partition is specified."};
    if (options.has("from-beginning") && options.has("offset"))
      return UsageError{"Options from-beginning and offset cannot be specified together."};
    if (options.int32("partition") < 0) return UsageError{"The partition must not be negative."};
  } else if (options.has("offset")) {
    return UsageError{"The partition is required when offset is specified."};
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
  plan.partition = options.int32("partition");
  const auto start = start_position(options);
  if (!start) return refuse(start.error());
  plan.start = *start;
  if (const auto count = options.int32("max-messages"); count && *count >= 0)
    plan.max_messages = static_cast<std::uint64_t>(*count);
  if (const auto ms = options.int64("timeout-ms"); ms && *ms >= 0)
    plan.timeout = std::chrono::milliseconds(*ms);
  plan.skip_bad_records = options.has("skip-message-on-error");
  plan.announce_shutdown = options.has("enable-systest-events");

  auto config = consumer_config(options, context);
  if (!config) return tl::unexpected(config.error());
  plan.config = std::move(*config);
  plan.commits =
      plan.config.has("group.id") && plan.config.get_or("enable.auto.commit", "true") == "true";
  auto formatter = choose_formatter(options, context);
  if (!formatter) return tl::unexpected(formatter.error());
  plan.formatter = std::move(*formatter);
  return plan;
}

}  // namespace kpp::tools::console_consumer
