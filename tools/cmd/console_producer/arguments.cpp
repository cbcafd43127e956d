#include "cmd/console_producer/arguments.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "bootstrap.hpp"
#include "client_config.hpp"
#include "cmd/console_producer/tuning.hpp"

namespace kpp::tools::console_producer {
namespace {

std::int64_t number_or(const Config& config, std::string_view key, std::int64_t fallback) {
  const std::string text = config.get_or(key, "");
  std::int64_t value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Whether an option's value is one of its words.
std::optional<UsageError> check_word(const Options& options, std::string_view name,
                                     std::initializer_list<std::string_view> words) {
  const auto given = options.value(name);
  if (!given || std::ranges::find(words, *given) != words.end()) return std::nullopt;
  std::string list;
  for (const std::string_view word : words)
    list += (list.empty() ? "" : word == *(words.end() - 1) ? " nor " : ", ") + std::string(word);
  return UsageError{"--" + std::string(name) + ": '" + *given + "' is neither " + list};
}

std::optional<UsageError> check(const Options& options) {
  if (auto bad = check_word(options, "input", {"lines", "json", "hex", "base64"})) return bad;
  if (auto bad = check_word(options, "on-error", {"stop", "skip"})) return bad;
  if (options.value("topic") == "")
    return UsageError{"Topic name is invalid: the empty string is not allowed"};
  if (options.has("transactional-id") && options.value_or("transactional-id", "").empty())
    return UsageError{"--transactional-id must not be empty"};
  if (options.has("delimiter") && options.has("whole-file"))
    return UsageError{"--whole-file makes one record of a file: --delimiter cannot divide it"};
  if (options.int64("repeat").value_or(1) < 1)
    return UsageError{"--repeat: the input is sent at least once"};
  if (options.real("rate").value_or(1) <= 0)
    return UsageError{"--rate: the number of records a second must be positive"};
  if (std::ranges::count(options.operands(), "-") > 1)
    return UsageError{"Standard input can be read only once: '-' stands there twice"};
  // Records of JSON say their topic themselves, and a format may have them do so.
  if (options.value_or("input", "lines") != "json" && !options.has("format"))
    if (auto missing = require(options, {"topic"})) return missing;
  return require(options, {"bootstrap-server"});
}

/// Why a file cannot be read, before anything is sent. One that goes away later is an error of the run.
std::optional<std::string> unreadable(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    if (file == "-") continue;
    struct stat info {};
    int error = 0;
    if (::stat(file.c_str(), &info) != 0 || ::access(file.c_str(), R_OK) != 0) {
      error = errno;
    } else if (S_ISDIR(info.st_mode)) {
      error = EISDIR;
    }
    if (error != 0) return "Cannot read " + file + ": " + std::strerror(error);
  }
  return std::nullopt;
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
  if (const auto why = unreadable(options.operands())) return tl::unexpected(context.fail(*why));
  plan.whole_files = options.has("whole-file");
  plan.repeat = options.int64("repeat").value_or(1);
  plan.rate = options.real("rate").value_or(-1);
  plan.sync = options.has("sync");
  plan.skip_bad_lines = options.value_or("on-error", "stop") == "skip";
  auto reading = choose_reading(options, context);
  if (!reading) return tl::unexpected(reading.error());
  plan.reading = std::move(*reading);
  plan.names = InputNames(options.operands(), plan.whole_files       ? InputNames::Unit::file
                                              : plan.reading.counted ? InputNames::Unit::record
                                                                     : InputNames::Unit::line);
  auto config = client_config(options, context);
  if (!config) return tl::unexpected(context.fail(config.error()));
  plan.config = std::move(*config);
  if (auto tuned = apply_tuning(options, plan.config); !tuned) return refuse(tuned.error());
  plan.transactional_id = options.value_or("transactional-id", "");
  if (plan.transactional_id.empty() && plan.config.has("transactional.id"))
    return refuse(
        {"transactional.id is for --transactional-id, which writes all in one transaction"});
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
