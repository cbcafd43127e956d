#include "cmd/console_consumer/consumer_config.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "client_config.hpp"

namespace kpp::tools::console_consumer {
namespace {

using Failed = tl::unexpected<int>;

/// Group ids by --group, property and file, without repetition.
Result<std::vector<std::string>> group_ids(const Options& options) {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  };
  const auto add_from = [&](const Properties& properties) {
    std::optional<std::string> last;
    for (const auto& [key, value] : properties)
      if (key == "group.id") last = value;
    if (last) add(*last);
  };
  if (const auto group = options.value("group")) add(*group);
  if (const auto pairs = key_values(options.values("command-property"))) add_from(*pairs);
  if (const auto file = options.value("command-config")) {
    const auto properties = read_properties(*file);
    if (!properties) return tl::unexpected(properties.error());
    add_from(*properties);
  }
  return ids;
}

std::optional<UsageError> check_groups(const std::vector<std::string>& ids, bool partition) {
  if (ids.size() > 1) {
    std::string text =
        "The group ids provided in different places (directly using '--group', via "
        "'--command-property', or via '--command-config') do not match. Detected group ids: ";
    for (std::size_t i = 0; i < ids.size(); ++i) text += (i == 0 ? "'" : ", '") + ids[i] + '\'';
    return UsageError{text};
  }
  if (!ids.empty() && partition)
    return UsageError{"Options group and partition cannot be specified together."};
  if (!ids.empty() && ids.front().find_first_not_of(" \t\r\n") == std::string::npos)
    return UsageError{"The configured group.id should not be an empty string or whitespace."};
  return std::nullopt;
}

std::string invented_group() {
  std::random_device seed;
  std::uniform_int_distribution<int> number(0, 99999);
  return "console-consumer-" + std::to_string(number(seed));
}

struct Default {
  std::string_view key;
  std::string_view value;
};

// The first two are Kafka's. The others bound what the client fetches ahead, which would only stand
// in memory here (its own defaults are 64 MiB and 100000 records).
constexpr std::array defaults{
    Default{"client.id", "console-consumer"},
    Default{"isolation.level", "read_uncommitted"},
    Default{"queued.max.messages.kbytes", "8192"},
    Default{"queued.min.messages", "20000"},
};

}  // namespace

tl::expected<ConsumerConfig, int> consumer_config(const Options& options, const Context& context) {
  const bool partition = options.has("partition");
  const auto ids = group_ids(options);
  if (!ids) return Failed(context.fail(ids.error()));
  if (const auto bad = check_groups(*ids, partition)) return Failed(context.usage(*bad));
  auto made = client_config(options, context);
  if (!made) return Failed(context.fail(made.error()));
  Config config = std::move(*made);

  const bool from_beginning = options.has("from-beginning");
  const bool to_the_end = options.has("until") || options.has("exit-at-end") || options.has("tail");
  if (const auto reset = config.get("auto.offset.reset"); !reset) {
    config.set_unchecked("auto.offset.reset", from_beginning || to_the_end ? "earliest" : "latest");
  } else if (from_beginning && *reset != "earliest") {
    return Failed(context.usage(
        {"Can't simultaneously specify --from-beginning and 'auto.offset.reset=" + *reset +
         "', please remove one option"}));
  }
  if (const auto level = options.value("isolation-level")) {
    if (auto set = config.set("isolation.level", *level); !set)
      return Failed(context.usage({"--isolation-level: " + set.error().message()}));
  }
  const bool own_group = ids->empty() && !partition;
  if (own_group) {
    config.set_unchecked("group.id", invented_group());
    // Nobody will ask for the offsets of a group that nobody knows.
    if (!config.has("enable.auto.commit")) config.set_unchecked("enable.auto.commit", "false");
  } else if (!ids->empty()) {
    config.set_unchecked("group.id", ids->front());
  }
  // Java hides Kafka's own topics from patterns by default.
  if (options.has("include") && !config.has("exclude.internal.topics"))
    config.set_unchecked("exclude.internal.topics", "true");
  // A tail waits for no new records, and its next round of reading would wait for a fetch that does.
  if (options.has("tail") && !config.has("fetch.max.wait.ms") && !config.has("fetch.wait.max.ms"))
    config.set_unchecked("fetch.wait.max.ms", "10");
  for (const auto& [key, value] : defaults)
    if (!config.has(key)) config.set_unchecked(key, value);
  return ConsumerConfig{std::move(config), own_group};
}

}  // namespace kpp::tools::console_consumer
