#include "cmd/consumer_groups/arguments.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "cmd/consumer_groups/command.hpp"

using namespace kpp::tools;
using namespace kpp::tools::consumer_groups;

namespace {

Options options(std::initializer_list<const char*> words, bool bootstrap = true) {
  std::vector<const char*> list(words);
  if (bootstrap) list.insert(list.end(), {"--bootstrap-server", "x:1"});
  auto parsed = parse(spec(), list);
  REQUIRE(parsed);
  return *parsed;
}

std::string error(std::initializer_list<const char*> words, bool bootstrap = true) {
  const auto checked = check(options(words, bootstrap));
  REQUIRE_FALSE(checked);
  return checked.error().message;
}

Action action(std::initializer_list<const char*> words) {
  const auto checked = check(options(words));
  REQUIRE(checked);
  return *checked;
}

constexpr const char* scenarios =
    "[[to-offset], [shift-by], [to-datetime], [by-duration], [to-earliest], [to-latest], "
    "[to-current], [from-file]]";

}  // namespace

TEST_SUITE("consumer-groups command line") {
  TEST_CASE("actions") {
    CHECK(action({"--list"}) == Action::list);
    CHECK(action({"-describe", "-group", "g"}) == Action::describe);
    CHECK(action({"--describe", "--all-groups", "--members", "--verbose"}) == Action::describe);
    CHECK(action({"--delete", "--group", "a", "--group", "b"}) == Action::remove);
    CHECK(action({"--reset-offsets", "--group", "g", "--topic", "t", "--to-earliest"}) ==
          Action::reset_offsets);
    CHECK(action({"--reset-offsets", "--group", "g", "--from-file", "f"}) == Action::reset_offsets);
    CHECK(action({"--delete-offsets", "--group", "g", "--topic", "t"}) == Action::delete_offsets);
    CHECK(action({"--validate-regex", "a"}) == Action::validate_regex);
    CHECK(check(options({"--validate-regex", "a"}, false)) == Action::validate_regex);
  }

  TEST_CASE("exactly one action") {
    const std::string expected =
        "Command must include exactly one action: --list, --describe, --delete, --reset-offsets, "
        "--delete-offsets, --validate-regex";
    CHECK(error({}) == expected);
    CHECK(error({"--list", "--describe", "--all-groups"}) == expected);
    CHECK(error({"--list"}, false) == "Missing required argument \"[bootstrap-server]\"");
  }

  TEST_CASE("options that need another") {
    CHECK(error({"--list", "--members"}) ==
          "Option(s) [members] are unavailable given other options on the command line");
    CHECK(error({"--delete", "--group", "g", "--state", "--verbose"}) ==
          "Option(s) [verbose, state] are unavailable given other options on the command line");
    CHECK(error({"--describe", "--group", "g", "--type"}) ==
          "Option(s) [type] are unavailable given other options on the command line");
  }

  TEST_CASE("describe") {
    CHECK(error({"--describe"}) ==
          "Option [describe] takes one of these options: [group], [all-groups]");
    CHECK(error({"--describe", "--group", "g", "--members", "--state"}) ==
          "Option [describe] takes at most one of these options: [members], [offsets], [state]");
    CHECK(error({"--describe", "--group", "g", "--state", "Stable"}) ==
          "Option [describe] does not take a value for [state]");
    CHECK(error({"--describe", "--group", "g", "--all-groups"}) ==
          "Option \"[group]\" can't be used with option \"[all-groups]\"");
    CHECK(error({"--describe", "--group", "g", "--topic", "t"}) ==
          "Option \"[topic]\" can't be used with option \"[describe]\"");
    CHECK(error({"--list", "--group", "g"}) ==
          "Option \"[group]\" can't be used with option \"[list]\"");
  }

  TEST_CASE("delete") {
    CHECK(error({"--delete"}) ==
          "Option [delete] takes one of these options: [group], [all-groups]");
    CHECK(error({"--delete", "--group", "g", "--topic", "t"}) ==
          "The consumer does not support topic-specific offset deletion from a consumer group.");
    CHECK(error({"--delete-offsets", "--group", "g"}) ==
          "Option [delete-offsets] takes the following options: [group], [topic]");
    CHECK(error({"--delete-offsets", "--group", "a", "--group", "b", "--topic", "t"}) ==
          "Found multiple arguments for option group, but you asked for only one");
  }

  TEST_CASE("reset-offsets") {
    CHECK(error({"--reset-offsets", "--group", "g", "--dry-run", "--execute"}) ==
          "Option [reset-offsets] only accepts one of [execute] and [dry-run]");
    CHECK(error({"--reset-offsets", "--to-latest"}) ==
          "Option [reset-offsets] takes one of these options: [group], [all-groups]");
    CHECK(error({"--reset-offsets", "--group", "g", "--to-latest"}) ==
          "One of the reset scopes should be defined: --all-topics, --topic.");
    CHECK(error({"--reset-offsets", "--group", "g", "--topic", "t"}) ==
          std::string("Option '[reset-offsets]' requires one of the following scenarios: ") +
              scenarios);
    CHECK(error({"--reset-offsets", "--group", "g", "--topic", "t", "--to-latest", "--to-offset",
                 "1"}) == "Option \"[to-offset]\" can't be used with option \"[to-latest]\"");
    CHECK(error({"--reset-offsets", "--group", "g", "--topic", "t", "--to-latest", "--export",
                 "--output", "json"}) ==
          "--export prints CSV; it cannot be combined with --output json.");
  }

  TEST_CASE("removed options") {
    CHECK(error({"--list", "--zookeeper", "z:2181"}).starts_with("--zookeeper is not possible"));
    CHECK(needless_options(options({"--list", "--new-consumer"}), Action::list) ==
          std::vector<std::string>{"Warning: --new-consumer is needless since Kafka 2.0."});
  }

  TEST_CASE("needless options are named") {
    CHECK(needless_options(options({"--list", "--execute"}), Action::list) ==
          std::vector<std::string>{"Warning: --execute changes nothing beside --list."});
    CHECK(needless_options(options({"--reset-offsets", "--group", "g", "--all-topics", "--topic",
                                    "t", "--to-latest"}),
                           Action::reset_offsets) ==
          std::vector<std::string>{"Warning: --topic changes nothing beside --all-topics."});
    CHECK(needless_options(
              options({"--reset-offsets", "--group", "g", "--topic", "t", "--from-file", "f"}),
              Action::reset_offsets) ==
          std::vector<std::string>{"Warning: --topic changes nothing beside --from-file."});
    CHECK(needless_options(options({"--describe", "--group", "g"}), Action::describe).empty());
  }

  TEST_CASE("states and types") {
    using kpp::GroupState;
    using kpp::GroupType;
    CHECK(wanted_states(options({"--list", "--state"})) == std::vector<GroupState>{});
    CHECK(wanted_states(options({"--list", "--state", "stable, EMPTY,stable"})) ==
          std::vector{GroupState::stable, GroupState::empty});
    const auto bad_state = wanted_states(options({"--list", "--state", "stable,foo"}));
    REQUIRE_FALSE(bad_state);
    CHECK(bad_state.error().message ==
          "Invalid state list 'stable,foo'. Valid states are: PreparingRebalance, "
          "CompletingRebalance, Stable, Dead, Empty, Assigning, Reconciling");
    CHECK(wanted_types(options({"--list", "--type", "classic"})) ==
          std::vector{GroupType::classic});
    const auto bad_type = wanted_types(options({"--list", "--type", "share"}));
    REQUIRE_FALSE(bad_type);
    CHECK(bad_type.error().message ==
          "Invalid types list 'share'. Valid types are: Classic, Consumer");
  }

  TEST_CASE("topics with partitions") {
    CHECK(parse_topic_argument("t")->partitions.empty());
    CHECK(parse_topic_argument("t:0,2")->topic == "t");
    CHECK(parse_topic_argument("t:0,2")->partitions == std::vector<std::int32_t>{0, 2});
    for (const char* text : {"t:", "t:0:1", ":", "t:,"}) {
      CAPTURE(text);
      const auto parsed = parse_topic_argument(text);
      REQUIRE_FALSE(parsed);
      CHECK(parsed.error().message ==
            "Invalid topic arg '" + std::string(text) + "', expected topic name and partitions");
    }
    CHECK(parse_topic_argument("t:x").error().message ==
          "Invalid partition 'x' specified in topic arg 't:x''");
    CHECK(parse_topic_argument("t:0,,1").error().message ==
          "Invalid partition '' specified in topic arg 't:0,,1''");
    CHECK(parse_topic_argument("t:99999999999").error().message ==
          "Invalid partition '99999999999' specified in topic arg 't:99999999999''");
  }
}
