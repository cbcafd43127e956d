#include "cmd/topics/checks.hpp"

#include <algorithm>
#include <array>

namespace kpp::tools::topics {
namespace {

constexpr std::array<std::string_view, 5> actions{"create", "list", "alter", "describe", "delete"};

/// An option and the actions that it belongs to.
struct Rule {
  std::string_view option;
  std::array<std::string_view, 3> allowed;
};

constexpr std::array change_rules{
    Rule{"config", {"alter", "create"}},
    Rule{"partitions", {"alter", "create"}},
    Rule{"replication-factor", {"create"}},
    Rule{"replica-assignment", {"alter", "create"}},
};

constexpr std::array other_rules{
    Rule{"topics-with-overrides", {"describe"}},
    Rule{"if-exists", {"alter", "delete", "describe"}},
    Rule{"if-not-exists", {"create"}},
    Rule{"exclude-internal", {"list", "describe"}},
};

/// Kafka's rule for an option that belongs to some of the actions: any of the others is named in
/// the refusal.
std::optional<UsageError> only_with(const Options& options, const Rule& rule) {
  for (const std::string_view action : actions) {
    if (std::ranges::find(rule.allowed, action) != rule.allowed.end()) continue;
    if (auto error = exclude(options, rule.option, {action})) return error;
  }
  return std::nullopt;
}

std::optional<UsageError> check_required(const Options& options) {
  if (!options.has("bootstrap-server")) return UsageError{"--bootstrap-server must be specified"};
  if (options.has("describe") && options.has("if-exists") && !options.has("topic") &&
      !options.has("topic-id"))
    return UsageError{"--topic or --topic-id is required to describe a topic"};
  if (!options.has("list") && !options.has("describe")) {
    if (auto error = require(options, {"topic"})) return error;
  }
  if (options.has("alter")) {
    if (options.has("config")) {
      return UsageError{
          "Option combination \"[[config], [bootstrap-server]]\" can't be used with option "
          "\"[alter]\" (To alter topic configurations, the kafka-configs tool can be used.)"};
    }
    return require(options, {"partitions"});
  }
  return std::nullopt;
}

std::optional<UsageError> check_combinations(const Options& options) {
  for (const Rule& rule : change_rules)
    if (auto error = only_with(options, rule)) return error;
  if (options.has("create")) {
    if (auto error = exclude(options, "replica-assignment", {"partitions", "replication-factor"}))
      return error;
  }
  for (const std::string_view filter : {"under-replicated-partitions", "under-min-isr-partitions",
                                        "at-min-isr-partitions", "unavailable-partitions"}) {
    if (auto error = only_with(options, {filter, {"describe"}})) return error;
    if (auto error = exclude(options, filter, {"topics-with-overrides"})) return error;
  }
  for (const Rule& rule : other_rules)
    if (auto error = only_with(options, rule)) return error;
  return std::nullopt;
}

}  // namespace

std::optional<UsageError> check(const Options& options) {
  // What could not be honoured even if everything else were right comes first.
  if (options.has("zookeeper"))
    return UsageError{
        "--zookeeper is not supported: since Kafka 3.0 topics are managed through brokers. Use "
        "--bootstrap-server HOST:PORT instead."};
  if (options.has("disable-rack-aware"))
    return UsageError{
        "--disable-rack-aware is not supported: it needed ZooKeeper. Use --replica-assignment to "
        "choose the brokers."};
  const auto given =
      std::ranges::count_if(actions, [&](std::string_view action) { return options.has(action); });
  if (given != 1)
    return UsageError{
        "Command must include exactly one action: --list, --describe, --create, --alter or "
        "--delete"};
  if (auto error = check_required(options)) return error;
  return check_combinations(options);
}

std::vector<std::string> remarks(const Options& options) {
  std::vector<std::string> sentences;
  if (options.has("delete-config"))
    sentences.emplace_back(
        "delete-config option is no longer supported and deprecated since version 4.0. The config "
        "will be fully removed in future releases.");
  if (options.has("force"))
    sentences.emplace_back("Warning: --force does nothing since Kafka 3.0 and is ignored.");
  if (!options.has("describe")) {
    for (const std::string_view name : {"topic-id", "partition-size-limit-per-response"}) {
      if (options.has(name))
        sentences.push_back("Warning: --" + std::string(name) +
                            " matters to --describe only and is ignored.");
    }
  }
  return sentences;
}

}  // namespace kpp::tools::topics
