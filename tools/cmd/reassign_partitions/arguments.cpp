#include "cmd/reassign_partitions/arguments.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>
#include <string_view>

namespace kpp::tools::reassign_partitions {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> generate_needs{"topics-to-move-json-file", "broker-list"};
constexpr std::array<std::string_view, 1> file_needed{"reassignment-json-file"};

constexpr std::array<std::string_view, 1> generate_takes{"disable-rack-aware"};
constexpr std::array<std::string_view, 6> execute_takes{
    "additional", "throttle", "replica-alter-log-dirs-throttle",
    "timeout",    "wait",     "disallow-replication-factor-change"};
constexpr std::array<std::string_view, 1> verify_takes{"preserve-throttles"};
constexpr std::array<std::string_view, 2> cancel_takes{"preserve-throttles", "timeout"};

struct Rule {
  std::string_view action;
  Names needs;
  Names takes;
  bool of_controllers;  // may be asked of controllers
};

constexpr std::array<Rule, 5> rules{{
    {"generate", generate_needs, generate_takes, false},
    {"execute", file_needed, execute_takes, false},
    {"verify", file_needed, verify_takes, false},
    {"cancel", file_needed, cancel_takes, true},
    {"list", {}, {}, true},
}};

/// Options that belong to some actions only, in the order in which they are looked at.
constexpr std::array<std::string_view, 12> of_some_actions{"bootstrap-controller",
                                                           "reassignment-json-file",
                                                           "topics-to-move-json-file",
                                                           "broker-list",
                                                           "disable-rack-aware",
                                                           "throttle",
                                                           "replica-alter-log-dirs-throttle",
                                                           "timeout",
                                                           "additional",
                                                           "preserve-throttles",
                                                           "disallow-replication-factor-change",
                                                           "wait"};

bool contains(Names names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::optional<UsageError> check_connection(const Options& options) {
  const bool of_brokers = options.has("bootstrap-server");
  const bool of_controllers = options.has("bootstrap-controller");
  if (of_brokers && of_controllers)
    return UsageError{"Please don't specify both --bootstrap-server and --bootstrap-controller"};
  if (!of_brokers && !of_controllers)
    return UsageError{"Please specify either --bootstrap-server or --bootstrap-controller"};
  return std::nullopt;
}

}  // namespace

std::optional<UsageError> check(const Options& options) {
  if (options.has("zookeeper"))
    return UsageError{
        "Partitions are reassigned through brokers since Kafka 3.0. Use --bootstrap-server in "
        "place of --zookeeper."};
  const Rule* rule = nullptr;
  int given = 0;
  for (const Rule& each : rules) {
    if (!options.has(each.action)) continue;
    rule = &each;
    ++given;
  }
  if (given != 1)
    return UsageError{
        "Command must include exactly one action: --generate, --execute, --verify, --cancel, "
        "--list"};
  if (auto error = check_connection(options)) return error;
  for (const std::string_view name : rule->needs)
    if (auto error = require(options, {name})) return error;
  for (const std::string_view name : of_some_actions) {
    if (!options.has(name)) continue;
    const bool fits = name == "bootstrap-controller"
                          ? rule->of_controllers
                          : contains(rule->needs, name) || contains(rule->takes, name);
    if (!fits)
      return UsageError{"Option \"[" + std::string(name) + "]\" can't be used with action \"[" +
                        std::string(rule->action) + "]\""};
  }
  return std::nullopt;
}

tl::expected<std::vector<std::int32_t>, std::string> parse_broker_list(const std::string& text) {
  std::vector<std::int32_t> brokers;
  std::string twice;
  std::string_view rest = text;
  for (bool more = true; more;) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    std::int32_t id = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), id);
    if (error != std::errc{} || end != part.data() + part.size() || part.empty())
      return tl::unexpected("For input string: \"" + std::string(part) + '"');
    if (std::ranges::find(brokers, id) != brokers.end())
      twice += (twice.empty() ? "" : ", ") + std::string(part);
    brokers.push_back(id);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
  }
  if (!twice.empty())
    return tl::unexpected("Broker list contains duplicate entries: [" + twice + ']');
  return brokers;
}

}  // namespace kpp::tools::reassign_partitions
