#include "cmd/consumer_groups/arguments.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <limits>

namespace kpp::tools::consumer_groups {
namespace {

using Names = std::initializer_list<std::string_view>;

struct ActionName {
  Action action;
  std::string_view option;
};
constexpr std::array actions{
    ActionName{Action::list, "list"},
    ActionName{Action::describe, "describe"},
    ActionName{Action::remove, "delete"},
    ActionName{Action::reset_offsets, "reset-offsets"},
    ActionName{Action::delete_offsets, "delete-offsets"},
    ActionName{Action::validate_regex, "validate-regex"},
};

constexpr std::array<std::string_view, 8> scenarios{"to-offset",   "shift-by",    "to-datetime",
                                                    "by-duration", "to-earliest", "to-latest",
                                                    "to-current",  "from-file"};

std::string bracketed(std::string_view name) {
  return '[' + std::string(name) + ']';
}

template <class List>
std::string bracket_list(const List& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + bracketed(name);
  return text;
}

std::string comma_list(const auto& items, auto&& text_of) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ", ";
    text += text_of(item);
  }
  return text;
}

std::optional<UsageError> unavailable(const Options& options, Names names) {
  std::vector<std::string_view> given;
  for (const std::string_view name : names)
    if (options.has(name)) given.push_back(name);
  if (given.empty()) return std::nullopt;
  return UsageError{"Option(s) [" + comma_list(given, [](auto name) { return std::string(name); }) +
                    "] are unavailable given other options on the command line"};
}

/// Options that exist only beside others.
std::optional<UsageError> check_availability(const Options& options) {
  const bool describes = options.has("describe");
  const bool lists = options.has("list");
  if (!describes) {
    if (auto error = lists ? unavailable(options, {"members", "verbose", "offsets"})
                           : unavailable(options, {"members", "verbose", "offsets", "state"})) {
      return error;
    }
  }
  if (!lists) return unavailable(options, {"type"});
  return std::nullopt;
}

std::optional<UsageError> check_removed(const Options& options) {
  if (!options.has("zookeeper")) return std::nullopt;
  return UsageError{
      "--zookeeper is not possible: groups have not lived in ZooKeeper since Kafka 2.0. Use "
      "--bootstrap-server with a broker's address."};
}

UsageError takes_one_of(std::string_view option, Names others) {
  return {"Option " + bracketed(option) + " takes one of these options: " + bracket_list(others)};
}

bool has_groups(const Options& options) {
  return options.has("group") || options.has("all-groups");
}

std::optional<UsageError> check_describe(const Options& options) {
  if (!has_groups(options)) return takes_one_of("describe", {"group", "all-groups"});
  const Names views{"members", "offsets", "state"};
  if (std::ranges::count_if(views, [&](auto name) { return options.has(name); }) > 1) {
    return UsageError{"Option [describe] takes at most one of these options: " +
                      bracket_list(views)};
  }
  if (options.value("state"))
    return UsageError{"Option [describe] does not take a value for [state]"};
  return std::nullopt;
}

std::optional<UsageError> check_delete(const Options& options) {
  if (!has_groups(options)) return takes_one_of("delete", {"group", "all-groups"});
  if (options.has("topic")) {
    return UsageError{
        "The consumer does not support topic-specific offset deletion from a consumer group."};
  }
  return std::nullopt;
}

std::optional<UsageError> check_delete_offsets(const Options& options) {
  if (!options.has("group") || !options.has("topic")) {
    return UsageError{"Option [delete-offsets] takes the following options: [group], [topic]"};
  }
  if (options.values("group").size() > 1)
    return UsageError{"Found multiple arguments for option group, but you asked for only one"};
  return std::nullopt;
}

std::optional<UsageError> check_reset(const Options& options) {
  if (options.has("dry-run") && options.has("execute"))
    return UsageError{"Option [reset-offsets] only accepts one of [execute] and [dry-run]"};
  if (!has_groups(options)) return takes_one_of("reset-offsets", {"group", "all-groups"});
  for (const std::string_view scenario : scenarios) {
    for (const std::string_view other : scenarios) {
      if (other == scenario) continue;
      if (auto error = exclude(options, scenario, {other})) return error;
    }
  }
  if (!options.has("topic") && !options.has("all-topics") && !options.has("from-file"))
    return UsageError{"One of the reset scopes should be defined: --all-topics, --topic."};
  if (std::ranges::none_of(scenarios, [&](auto name) { return options.has(name); })) {
    return UsageError{"Option '[reset-offsets]' requires one of the following scenarios: [" +
                      bracket_list(scenarios) + ']'};
  }
  if (options.has("export") && options.value("output") == "json")
    return UsageError{"--export prints CSV; it cannot be combined with --output json."};
  return std::nullopt;
}

std::optional<UsageError> check_action_options(const Options& options) {
  if (options.has("describe")) {
    if (auto error = check_describe(options)) return error;
  }
  if (options.has("delete")) {
    if (auto error = check_delete(options)) return error;
  }
  if (options.has("delete-offsets")) {
    if (auto error = check_delete_offsets(options)) return error;
  }
  if (options.has("reset-offsets")) {
    if (auto error = check_reset(options)) return error;
  }
  if (auto error = exclude(options, "group", {"all-groups", "list"})) return error;
  return exclude(options, "topic", {"list", "describe"});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() <= ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() <= ' ') text.remove_suffix(1);
  return text;
}

/// Java's String.split: trailing empty parts are dropped.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

/// Names separated by commas, each of which must be among `valid`.
template <class Value>
tl::expected<std::vector<Value>, UsageError> names_of(
    const Options& options, std::string_view option, std::string_view list,
    std::span<const Value> valid, std::optional<Value> (*parse)(std::string_view) noexcept) {
  std::vector<Value> wanted;
  const std::string text = options.value_or(option, "");
  if (text.empty()) return wanted;
  for (const std::string_view part : split(text, ',')) {
    const auto value = parse(trimmed(part));
    if (!value || std::ranges::find(valid, *value) == valid.end()) {
      return tl::unexpected(UsageError{
          "Invalid " + std::string(list) + " list '" + text + "'. Valid " + std::string(option) +
          "s are: " + comma_list(valid, [](Value v) { return std::string(name(v)); })});
    }
    if (std::ranges::find(wanted, *value) == wanted.end()) wanted.push_back(*value);
  }
  return wanted;
}

}  // namespace

tl::expected<Action, UsageError> check(const Options& options) {
  const auto fail = [](UsageError error) { return tl::unexpected(std::move(error)); };
  if (auto error = check_removed(options)) return fail(*error);
  if (auto error = check_availability(options)) return fail(*error);
  if (!options.has("validate-regex")) {
    if (auto error = require(options, {"bootstrap-server"})) return fail(*error);
  }
  if (auto error = check_action_options(options)) return fail(*error);
  const ActionName* chosen = nullptr;
  for (const ActionName& candidate : actions) {
    if (!options.has(candidate.option)) continue;
    if (chosen != nullptr) {
      chosen = nullptr;
      break;
    }
    chosen = &candidate;
  }
  if (chosen == nullptr) {
    return fail({"Command must include exactly one action: " +
                 comma_list(actions, [](const ActionName& action) {
                   return "--" + std::string(action.option);
                 })});
  }
  if (options.int64("timeout").value_or(0) < 0)
    return fail({"Option timeout must not be negative"});
  return chosen->action;
}

std::vector<std::string> needless_options(const Options& options, Action action) {
  struct Use {
    std::string_view option;
    std::initializer_list<Action> actions;
  };
  static const Use uses[] = {
      {"group", {Action::describe, Action::remove, Action::reset_offsets, Action::delete_offsets}},
      {"all-groups", {Action::describe, Action::remove, Action::reset_offsets}},
      {"topic", {Action::reset_offsets, Action::delete_offsets}},
      {"all-topics", {Action::reset_offsets}},
      {"to-earliest", {Action::reset_offsets}},
      {"to-latest", {Action::reset_offsets}},
      {"to-current", {Action::reset_offsets}},
      {"to-offset", {Action::reset_offsets}},
      {"shift-by", {Action::reset_offsets}},
      {"to-datetime", {Action::reset_offsets}},
      {"by-duration", {Action::reset_offsets}},
      {"from-file", {Action::reset_offsets}},
      {"dry-run", {Action::reset_offsets}},
      {"execute", {Action::reset_offsets}},
      {"export", {Action::reset_offsets}},
  };
  std::vector<std::string> sentences;
  const auto ignored = [&](std::string_view option, std::string_view beside) {
    sentences.push_back("Warning: --" + std::string(option) + " changes nothing beside --" +
                        std::string(beside) + '.');
  };
  const std::string_view action_option =
      std::ranges::find(actions, action, &ActionName::action)->option;
  for (const Use& use : uses) {
    if (options.has(use.option) && std::ranges::find(use.actions, action) == use.actions.end())
      ignored(use.option, action_option);
  }
  if (action == Action::reset_offsets) {
    const bool from_file = options.has("from-file");
    if (from_file && options.has("all-topics")) ignored("all-topics", "from-file");
    if (from_file && options.has("topic")) ignored("topic", "from-file");
    if (!from_file && options.has("all-topics") && options.has("topic"))
      ignored("topic", "all-topics");
  }
  if (options.has("new-consumer"))
    sentences.emplace_back("Warning: --new-consumer is needless since Kafka 2.0.");
  return sentences;
}

tl::expected<std::vector<GroupState>, UsageError> wanted_states(const Options& options) {
  static constexpr std::array valid{GroupState::preparing_rebalance,
                                    GroupState::completing_rebalance,
                                    GroupState::stable,
                                    GroupState::dead,
                                    GroupState::empty,
                                    GroupState::assigning,
                                    GroupState::reconciling};
  return names_of<GroupState>(options, "state", "state", valid, parse_group_state);
}

tl::expected<std::vector<GroupType>, UsageError> wanted_types(const Options& options) {
  static constexpr std::array valid{GroupType::classic, GroupType::consumer};
  return names_of<GroupType>(options, "type", "types", valid, parse_group_type);
}

tl::expected<TopicArgument, UsageError> parse_topic_argument(std::string_view text) {
  if (text.find(':') == std::string_view::npos) return TopicArgument{std::string(text), {}};
  const std::string quoted = '\'' + std::string(text) + '\'';
  const auto parts = split(text, ':');
  const auto numbers = parts.size() == 2 ? split(parts[1], ',') : std::vector<std::string_view>{};
  if (numbers.empty()) {
    return tl::unexpected(
        UsageError{"Invalid topic arg " + quoted + ", expected topic name and partitions"});
  }
  TopicArgument argument{std::string(parts[0]), {}};
  for (const std::string_view number : numbers) {
    std::int32_t partition = 0;
    const std::string_view digits = number.starts_with('+') ? number.substr(1) : number;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), partition);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty()) {
      return tl::unexpected(UsageError{"Invalid partition '" + std::string(number) +
                                       "' specified in topic arg " + quoted + '\''});
    }
    argument.partitions.push_back(partition);
  }
  return argument;
}

tl::expected<std::vector<TopicArgument>, UsageError> topic_arguments(const Options& options) {
  std::vector<TopicArgument> arguments;
  for (const std::string& text : options.values("topic")) {
    auto argument = parse_topic_argument(text);
    if (!argument) return tl::unexpected(std::move(argument.error()));
    arguments.push_back(std::move(*argument));
  }
  return arguments;
}

CallOptions call_options(const Options& options) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  CallOptions call;
  if (const auto limit = options.int64("timeout")) call.timeout = Timeout(std::min(*limit, most));
  return call;
}

}  // namespace kpp::tools::consumer_groups
