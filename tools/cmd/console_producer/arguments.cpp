#include "cmd/console_producer/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "bootstrap.hpp"
#include "client_config.hpp"
#include "cmd/console_producer/tuning.hpp"

namespace kpp::tools::console_producer {
namespace {

std::optional<UsageError> check_reader_class(const Options& options) {
  const auto name = options.value("line-reader");
  if (!name || *name == "org.apache.kafka.tools.LineMessageReader" ||
      *name == "kafka.tools.ConsoleProducer$LineMessageReader" || *name == "LineMessageReader")
    return std::nullopt;
  return UsageError{"The line reader '" + *name +
                    "' is a Java class, which cannot be loaded here; use the built-in "
                    "LineMessageReader and shape lines with --reader-property"};
}

/// File first, then --reader-property.
tl::expected<ReaderSettings, int> read_reader_settings(const Options& options,
                                                       const Context& context) {
  Properties properties;
  if (const auto file = options.value("reader-config")) {
    auto read = read_properties(*file);
    if (!read) return tl::unexpected(context.fail(read.error()));
    properties = std::move(*read);
  }
  auto given = key_values(options.values("reader-property"));
  if (!given) return tl::unexpected(context.usage(given.error()));
  properties.insert(properties.end(), given->begin(), given->end());
  std::vector<std::string> unknown;
  auto settings = reader_settings(properties, unknown);
  if (!settings) return tl::unexpected(context.usage(settings.error()));
  for (const std::string& name : unknown)
    context.note("Warning: reader property '" + name + "' is not known and is ignored");
  return std::move(*settings);
}

std::int64_t number_or(const Config& config, std::string_view key, std::int64_t fallback) {
  const std::string text = config.get_or(key, "");
  std::int64_t value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

tl::expected<Plan, int> make_plan(const Options& options, const Context& context) {
  const auto refuse = [&](const UsageError& error) { return tl::unexpected(context.usage(error)); };
  if (const auto missing = require(options, {"topic", "bootstrap-server"})) return refuse(*missing);
  if (const auto bad = check_bootstrap(options.value_or("bootstrap-server", "")))
    return refuse(*bad);
  if (const auto bad = check_reader_class(options)) return refuse(*bad);
  if (options.has("max-partition-memory-bytes")) {
    context.note(
        "Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka "
        "5.0. Use --batch-size instead.");
  }
  Plan plan;
  plan.topic = options.value_or("topic", "");
  plan.sync = options.has("sync");
  auto reader = read_reader_settings(options, context);
  if (!reader) return tl::unexpected(reader.error());
  plan.reader = std::move(*reader);
  auto config = client_config(options, context);
  if (!config) return tl::unexpected(context.fail(config.error()));
  plan.config = std::move(*config);
  if (auto tuned = apply_tuning(options, plan.config); !tuned) return refuse(tuned.error());
  const auto size = [&](std::string_view key, std::int64_t fallback) {
    return static_cast<std::uint64_t>(number_or(plan.config, key, fallback));
  };
  plan.max_request_size = size("max.request.size", 1048576);
  plan.buffer_memory = size("buffer.memory", 33554432);
  plan.max_block_ms = number_or(plan.config, "max.block.ms", 60000);
  plan.delivery_timeout_ms = number_or(plan.config, "delivery.timeout.ms", 120000);
  return plan;
}

}  // namespace kpp::tools::console_producer
