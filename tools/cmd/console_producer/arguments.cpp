#include "cmd/console_producer/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "bootstrap.hpp"
#include "client_config.hpp"
#include "cmd/console_producer/parser_choice.hpp"
#include "cmd/console_producer/tuning.hpp"

namespace kpp::tools::console_producer {
namespace {

std::int64_t number_or(const Config& config, std::string_view key, std::int64_t fallback) {
  const std::string text = config.get_or(key, "");
  std::int64_t value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<UsageError> check(const Options& options) {
  for (const auto& [name, words] : {std::pair("input", std::pair("lines", "json")),
                                    std::pair("on-error", std::pair("stop", "skip"))}) {
    const auto given = options.value(name);
    if (given && *given != words.first && *given != words.second)
      return UsageError{"--" + std::string(name) + ": '" + *given + "' is neither " + words.first +
                        " nor " + words.second};
  }
  if (options.has("transactional-id") && options.value_or("transactional-id", "").empty())
    return UsageError{"--transactional-id must not be empty"};
  // Records of JSON say their topic themselves.
  if (options.value_or("input", "lines") == "lines")
    if (auto missing = require(options, {"topic"})) return missing;
  return require(options, {"bootstrap-server"});
}

}  // namespace

tl::expected<Plan, int> make_plan(const Options& options, const Context& context) {
  const auto refuse = [&](const UsageError& error) { return tl::unexpected(context.usage(error)); };
  if (const auto bad = check(options)) return refuse(*bad);
  if (const auto bad = check_bootstrap(options.value_or("bootstrap-server", "")))
    return refuse(*bad);
  if (options.has("max-partition-memory-bytes")) {
    context.note(
        "Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka "
        "5.0. Use --batch-size instead.");
  }
  Plan plan;
  plan.topic = options.value_or("topic", "");
  plan.sync = options.has("sync");
  plan.skip_bad_lines = options.value_or("on-error", "stop") == "skip";
  auto parser = choose_parser(options, context);
  if (!parser) return tl::unexpected(parser.error());
  plan.parser = std::move(*parser);
  auto config = client_config(options, context);
  if (!config) return tl::unexpected(context.fail(config.error()));
  plan.config = std::move(*config);
  if (auto tuned = apply_tuning(options, plan.config); !tuned) return refuse(tuned.error());
  plan.transactional_id = options.value_or("transactional-id", "");
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
