#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "options/parse.hpp"

using namespace kpp::tools;

namespace {

constexpr std::array options{
    Option{.name = "bootstrap-server",
           .argument = Argument::required,
           .placeholder = "HOST:PORT",
           .help = "Servers."},
    Option{
        .name = "broker-list", .argument = Argument::required, .replaced_by = "bootstrap-server"},
    Option{
        .name = "topic", .argument = Argument::required, .placeholder = "TOPIC", .help = "Topic."},
    Option{.name = "partitions",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Count.",
           .type = ValueType::int32},
    Option{.name = "throughput",
           .argument = Argument::required,
           .placeholder = "N",
           .help = "Rate.",
           .type = ValueType::real},
    Option{.name = "property",
           .argument = Argument::required,
           .placeholder = "K=V",
           .help = "A property.",
           .repeatable = true},
    Option{.name = "state",
           .argument = Argument::optional,
           .placeholder = "STATES",
           .help = "States."},
    Option{.name = "wait",
           .argument = Argument::optional,
           .placeholder = "MS",
           .help = "Time.",
           .type = ValueType::int64},
    Option{.name = "list", .help = "List."},
    Option{.name = "liste", .help = "Not Kafka's.", .own = true},
    Option{.name = "throttle",
           .argument = Argument::required,
           .placeholder = "N[-M]",
           .help = "Not Kafka's.",
           .type = ValueType::int32_range,
           .own = true},
    Option{
        .name = "props", .argument = Argument::words, .placeholder = "K=V", .help = "Properties."},
};
constexpr CommandSpec jopt{.name = "kafka-test", .summary = "Tests", .options = options};
constexpr CommandSpec argparse{
    .name = "kafka-test", .summary = "Tests", .options = options, .grammar = Grammar::argparse};

auto run(std::initializer_list<const char*> words, const CommandSpec& spec = jopt) {
  const std::vector<const char*> list(words);
  return parse(spec, list);
}
std::string error(std::initializer_list<const char*> words, const CommandSpec& spec = jopt) {
  auto result = run(words, spec);
  REQUIRE_FALSE(result);
  return result.error().message;
}

}  // namespace

TEST_SUITE("command line") {
  TEST_CASE("four spellings of an option with a value") {
    for (const auto& words :
         {std::vector{"--topic", "t"}, {"--topic=t"}, {"-topic", "t"}, {"-topic=t"}}) {
      const auto parsed = parse(jopt, words);
      REQUIRE(parsed);
      CHECK(parsed->value("topic") == "t");
    }
  }
  TEST_CASE("values may be empty, begin with a dash, or hold equals signs") {
    CHECK(run({"--topic", ""})->value("topic") == "");
    CHECK(run({"--topic="})->value("topic") == "");
    CHECK(run({"--topic", "-x"})->value("topic") == "-x");
    CHECK(run({"--topic", "--list"})->value("topic") == "--list");
    CHECK(run({"--topic=a=b"})->value("topic") == "a=b");
    CHECK(run({"--partitions", "-1"})->int32("partitions") == -1);
    CHECK(run({"--throughput", "-1"})->real("throughput") == -1.0);
    CHECK(run({"--topic", "a b [c] {d} \"e\" 'f'"})->value("topic") == "a b [c] {d} \"e\" 'f'");
    CHECK(run({"--topic", "[a,b]"})->value("topic") == "[a,b]");
  }
  TEST_CASE("repeatable options keep their order") {
    const auto parsed =
        run({"--property", "b=1", "--list", "-property=a=2", "--property", "a,b,c"});
    REQUIRE(parsed);
    CHECK(parsed->values("property") == std::vector<std::string>{"b=1", "a=2", "a,b,c"});
    CHECK(parsed->has("list"));
    CHECK_FALSE(parsed->has("topic"));
  }
  TEST_CASE("an optional value is the next word unless it begins with a dash") {
    CHECK(run({"--state", "Stable,Empty"})->value("state") == "Stable,Empty");
    const auto bare = run({"--state", "--list"});
    REQUIRE(bare);
    CHECK(bare->has("state"));
    CHECK_FALSE(bare->value("state"));
    CHECK(bare->has("list"));
    CHECK(run({"--list", "--state"})->has("state"));
    CHECK(run({"--wait", "-1", "--list"})->int64("wait") == -1);
    CHECK_FALSE(run({"--wait", "--list"})->int64("wait"));
  }
  TEST_CASE("words up to the next option") {
    const auto parsed = run({"--props", "a=1", "b=2", "--list"});
    REQUIRE(parsed);
    CHECK(parsed->values("props") == std::vector<std::string>{"a=1", "b=2"});
    CHECK(run({"--props", "a=1", "--props", "b=2"})->values("props").size() == 2);
    CHECK(error({"--props", "--list"}) == "Option props requires an argument");
  }
  TEST_CASE("Kafka's messages") {
    CHECK(error({"--tpic", "t"}) == "tpic is not a recognized option");
    CHECK(error({"--top", "t"}) == "top is not a recognized option");
    CHECK(error({"--zookeeper", "z:2181"}) == "zookeeper is not a recognized option");
    CHECK(error({"--topic"}) == "Option topic requires an argument");
    CHECK(error({"--partitions", "abc"}) == "Cannot parse argument 'abc' of option partitions");
    CHECK(error({"--partitions", "99999999999"}) ==
          "Cannot parse argument '99999999999' of option partitions");
    CHECK(error({"--topic", "a", "--topic", "b"}) ==
          "Found multiple arguments for option topic, but you asked for only one");
  }
  TEST_CASE("of several values argparse takes the last") {
    CHECK(run({"--topic", "a", "--topic", "b"}, argparse)->value("topic") == "b");
    CHECK(run({"--topic", "a", "--topic="}, argparse)->value("topic") == "");
    CHECK(run({"--property", "a=1", "--property", "b=2"}, argparse)->values("property").size() ==
          2);
  }
  TEST_CASE("a flag with a value: jopt-simple drops it, argparse refuses") {
    const auto parsed = run({"--list=x", "--topic", "t"});
    REQUIRE(parsed);
    CHECK(parsed->has("list"));
    CHECK(parsed->value("topic") == "t");
    REQUIRE(parsed->warnings().size() == 1);
    CHECK(parsed->warnings()[0] ==
          "Warning: --list takes no value; 'x' is ignored, as in Kafka's own tool.");
    CHECK(error({"--list=x"}, argparse) == "argument --list: ignored explicit argument 'x'");
  }
  TEST_CASE("a number or a range of numbers") {
    for (const char* good : {"5", "+5", "-5", "5-9", "9-5"})
      CHECK(run({"--throttle", good})->value("throttle") == good);
    for (const char* wrong : {"", "x", "5-", "5--9", "1.5", "5-9-7", "5-x"}) {
      CAPTURE(wrong);
      CHECK(error({"--throttle", wrong}) ==
            "Cannot parse argument '" + std::string(wrong) + "' of option throttle");
    }
    CHECK(error({"--throttle", "a-b"}, argparse) ==
          "argument --throttle: could not convert 'a-b' to Integer (For input string: \"a-b\")");
  }

  TEST_CASE("argparse tools: beginnings of names, and their own messages") {
    CHECK(run({"--part", "3"}, argparse)->int32("partitions") == 3);
    CHECK(error({"--pro", "3"}, argparse)
              .starts_with("ambiguous option: --pro could match --property, --props"));
    // What Kafka's tool does not have is found by a beginning only where nothing of Kafka's is.
    CHECK(run({"--thr", "3"}, argparse)->real("throughput") == 3);
    CHECK(run({"--lis"}, argparse)->has("list"));
    CHECK(run({"--thrott", "3-5"}, argparse)->value("throttle") == "3-5");
    CHECK(error({"-tx"}, argparse) == "unrecognized arguments: '-tx'");
    CHECK(error({"--nope"}, argparse) == "unrecognized arguments: '--nope'");
    CHECK(error({"stray"}, argparse) == "unrecognized arguments: 'stray'");
    CHECK(error({"--topic"}, argparse) == "argument --topic: expected one argument");
  }
  TEST_CASE("an old spelling means the new one and warns once") {
    const auto parsed = run({"--broker-list", "h:1"});
    REQUIRE(parsed);
    CHECK(parsed->value("bootstrap-server") == "h:1");
    REQUIRE(parsed->warnings().size() == 1);
    CHECK(parsed->warnings()[0] ==
          "Warning: --broker-list is deprecated and will be removed in a future version. Use "
          "--bootstrap-server instead.");
    CHECK(error({"--broker-list", "h:1", "--bootstrap-server", "h:1"}) ==
          "Options --bootstrap-server and --broker-list cannot be specified together.");
    CHECK(error({"--bootstrap-server", "h:1", "--broker-list", "h:1"}) ==
          "Options --bootstrap-server and --broker-list cannot be specified together.");
  }
  TEST_CASE("stray words are ignored with a warning, as Kafka ignores them") {
    const auto parsed = run({"--list", "stray", "--", "--topic"});
    REQUIRE(parsed);
    CHECK(parsed->warnings().size() == 2);
    CHECK_FALSE(parsed->has("topic"));
  }
  TEST_CASE("checks after parsing use Kafka's words") {
    const auto parsed = run({"--list", "--topic", "t"});
    REQUIRE(parsed);
    CHECK(require(*parsed, {"topic", "partitions"})->message ==
          "Missing required argument \"[partitions]\"");
    CHECK_FALSE(require(*parsed, {"topic"}));
    CHECK(exclude(*parsed, "list", {"state", "topic"})->message ==
          "Option \"[list]\" can't be used with option \"[topic]\"");
    CHECK_FALSE(exclude(*parsed, "state", {"topic"}));
    CHECK(require_one(*parsed, {"state", "partitions"})->message ==
          "Exactly one of the following arguments is required: [state], [partitions]");
    CHECK_FALSE(require_one(*parsed, {"topic", "state"}));
  }
  TEST_CASE("help shows every option once and old spellings as such") {
    const std::string help = help_text(jopt);
    for (const Option& option : options) {
      CAPTURE(option.name);
      CHECK(help.find("  --" + std::string(option.name)) != std::string::npos);
    }
    CHECK(help.find("Old spelling of --bootstrap-server.") != std::string::npos);
    CHECK(help.find("--output FORMAT") != std::string::npos);
  }
}
