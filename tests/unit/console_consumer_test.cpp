#include <doctest/doctest.h>
#include <fcntl.h>
#include <regex.h>

#include "cmd/console_consumer/arguments.hpp"
#include "cmd/console_consumer/command.hpp"
#include "cmd/console_consumer/topic_pattern.hpp"
#include "common/options/partition_list.hpp"
#include "support/captured_output.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::console_consumer;

namespace {

/// A command line made into a plan, with what was said on stderr.
struct Planned {
  tl::expected<Plan, int> plan;
  std::string said;
};

Planned plan(const std::vector<const char*>& words) {
  std::vector<const char*> list(words);
  list.insert(list.end(), {"--bootstrap-server", "x:1"});
  const auto options = parse(spec(), list);
  REQUIRE(options);
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  Output out(ends[1]);
  Output err(ends[1], 0);
  const Context context{spec(), OutputFormat::kafka, out, err};
  Planned planned{make_plan(*options, context), {}};
  close(ends[1]);
  std::array<char, 4096> part{};
  for (ssize_t count = 0; (count = read(ends[0], part.data(), part.size())) > 0;)
    planned.said.append(part.data(), static_cast<std::size_t>(count));
  close(ends[0]);
  return planned;
}

Plan good(std::initializer_list<const char*> words) {
  Planned planned = plan(words);
  CAPTURE(planned.said);
  REQUIRE(planned.plan);
  return std::move(*planned.plan);
}

std::string posix(std::string_view java) {
  const auto pattern = posix_pattern(java);
  return pattern ? *pattern : "! " + pattern.error();
}

bool matches(std::string_view java, const std::string& topic) {
  const auto pattern = posix_pattern(java);
  REQUIRE(pattern);
  regex_t compiled;
  REQUIRE(regcomp(&compiled, ("^(" + *pattern + ")$").c_str(), REG_EXTENDED | REG_NOSUB) == 0);
  const bool found = regexec(&compiled, topic.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return found;
}

}  // namespace

TEST_SUITE("console-consumer settings") {
  TEST_CASE("Kafka's defaults of the tool") {
    const Plan made = good({"--topic", "t"});
    CHECK(made.config.get("isolation.level") == "read_uncommitted");
    CHECK(made.config.get("auto.offset.reset") == "latest");
    CHECK(made.config.get("client.id") == "console-consumer");
    CHECK(made.config.get("enable.auto.commit") == "false");
    CHECK(made.config.get("group.id")->starts_with("console-consumer-"));
    CHECK_FALSE(made.config.has("exclude.internal.topics"));
    CHECK_FALSE(made.commits);
    CHECK_FALSE(made.max_messages);
    CHECK_FALSE(made.timeout);
  }

  TEST_CASE("a group of one's own commits") {
    const Plan made = good({"--topic", "t", "-group", "g", "--from-beginning"});
    CHECK(made.config.get("group.id") == "g");
    CHECK(made.config.get("auto.offset.reset") == "earliest");
    CHECK(made.commits);
    CHECK_FALSE(
        good({"--topic", "t", "--group", "g", "--command-property", "enable.auto.commit=false"})
            .commits);
    CHECK(good({"--topic", "t", "--command-property", "group.id=g"}).commits);
    // Whoever asks for it gets it for an invented group, too.
    CHECK(good({"--topic", "t", "--command-property", "enable.auto.commit=true"}).commits);
  }

  TEST_CASE("a partition needs no group") {
    const Plan made = good({"--topic", "t", "--partition", "3"});
    CHECK(made.partitions == std::vector{3});
    CHECK(made.start == Position::latest());
    CHECK_FALSE(made.config.has("group.id"));
    CHECK_FALSE(made.commits);
    CHECK(good({"--topic", "t", "--partition", "0", "--from-beginning"}).start ==
          Position::earliest());
    CHECK(good({"--topic", "t", "--partition", "0", "--offset", "EARLIEST"}).start ==
          Position::earliest());
    CHECK(good({"--topic", "t", "--partition", "0", "--offset", "+42"}).start ==
          Position::offset(42));
  }

  TEST_CASE("lists of partitions") {
    using List = std::vector<std::int32_t>;
    CHECK(*parse_partitions("0") == List{0});
    CHECK(*parse_partitions("0,3-5") == List{0, 3, 4, 5});
    CHECK(*parse_partitions("5-5,2,2,1-3") == List{1, 2, 3, 5});
    CHECK(*parse_partitions("2147483647") == List{2147483647});
    for (const auto& [text, sentence] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"-1", "The partition must not be negative."},
             {"x", "Cannot parse argument 'x' of option partition"},
             {"", "Cannot parse argument '' of option partition"},
             {"1,", "Cannot parse argument '1,' of option partition"},
             {"1--3", "Cannot parse argument '1--3' of option partition"},
             {"1-", "Cannot parse argument '1-' of option partition"},
             {"2147483648", "Cannot parse argument '2147483648' of option partition"},
             {"5-3", "the range 5-3 runs backwards"},
             {"0-2147483647", "the range 0-2147483647 has too many partitions"},
             {"0-99999,200000-200005", "too many partitions"},
         }) {
      CAPTURE(text);
      const auto list = parse_partitions(text);
      REQUIRE_FALSE(list);
      CHECK(list.error().message.find(sentence) != std::string::npos);
    }
  }

  TEST_CASE("a tail ends by itself, and needs no group") {
    const Plan made = good({"--topic", "t", "--tail", "20", "--partition", "1"});
    REQUIRE(made.tail);
    CHECK(made.tail->count == 20);
    CHECK(made.tail->until.kind == Moment::Kind::end);
    CHECK(made.config.get("auto.offset.reset") == "earliest");
    CHECK_FALSE(made.range);
    CHECK(good({"--topic", "t", "--tail", "1", "--until", "5"}).tail->until ==
          Moment{Moment::Kind::offset, 5});
  }

  TEST_CASE("limits") {
    CHECK(good({"--topic", "t", "--max-messages", "5"}).max_messages == 5);
    CHECK(good({"--topic", "t", "--max-messages", "0"}).max_messages == 0);
    CHECK_FALSE(good({"--topic", "t", "--max-messages", "-1"}).max_messages);
    CHECK_FALSE(good({"--topic", "t", "--timeout-ms", "-1"}).timeout);
    CHECK(good({"--topic", "t", "--timeout-ms", "7"}).timeout == std::chrono::milliseconds(7));
  }

  TEST_CASE("a pattern hides Kafka's own topics") {
    const Plan made = good({"--include", "a\\d"});
    CHECK(made.pattern == "a[0-9]");
    CHECK(made.config.get("exclude.internal.topics") == "true");
    CHECK(good({"--include", "a", "--command-property", "exclude.internal.topics=false"})
              .config.get("exclude.internal.topics") == "false");
  }

  TEST_CASE("a formatter property without a value has an empty one, as Kafka's tool reads it") {
    for (const char* separator : {"key.separator", "key.separator="}) {
      const Plan made = good({"--topic", "t", "--formatter-property", "print.key=true",
                              "--formatter-property", separator});
      RecordFields record;
      record.key = "k";
      record.value = "v";
      const std::string text =
          kpp::test::captured([&](Output& out) { CHECK(made.formatter->write(record, out)); });
      CHECK(text == "kv\n");
    }
    const Planned odd = plan({"--topic", "t", "--formatter-property", "nonsense"});
    CHECK(odd.plan);
    CHECK(odd.said.find("'nonsense' is not known and is ignored") != std::string::npos);
  }

  TEST_CASE("refusals are usage errors") {
    for (const auto& [words, sentence] :
         std::vector<std::pair<std::vector<const char*>, std::string_view>>{
             {{"--topic", "t", "--group", "a", "--command-property", "group.id=b"},
              "Detected group ids: 'a', 'b'"},
             {{"--topic", "t", "--partition", "0", "--group", "g"},
              "Options group and partition cannot be specified together."},
             {{"--topic", "t", "--partition", "1-0"}, "runs backwards"},
             {{"--topic", "t", "--tail", "0"}, "--tail must be at least 1"},
             {{"--topic", "t", "--tail", "5", "--group", "g"}, "beside --group"},
             {{"--topic", "t", "--tail", "5", "--max-messages", "2"}, "beside --max-messages"},
             {{"--include", "t", "--tail", "5"}, "--tail needs --topic"},
             {{"--topic", "t", "--where", "/a ="}, "--where '/a =': here must be"},
             {{"--topic", ""},
              "Topic collection to subscribe to cannot contain null or empty topic"},
             {{"--include", ""}, "Topic pattern to subscribe to cannot be empty"},
             {{"--topic", "t", "--group", " "}, "group.id should not be an empty string"},
             {{"--topic", "t", "--isolation-level", "x"}, "isolation.level=x"},
             {{"--topic", "t", "--formatter", "a.B"}, "a.B"},
         }) {
      const Planned planned = plan(words);
      CAPTURE(planned.said);
      REQUIRE_FALSE(planned.plan);
      CHECK(planned.plan.error() == exit_usage);
      CHECK(planned.said.find(sentence) != std::string::npos);
    }
  }
}

TEST_SUITE("topic pattern") {
  TEST_CASE("Java's escapes") {
    CHECK(posix("sensor-.*") == "sensor-.*");
    CHECK(posix("a\\.b") == "a\\.b");
    CHECK(posix("\\d+\\w\\S") == "[0-9]+[a-zA-Z0-9_][^[:space:]]");
    CHECK(posix("\\Qa.b\\E+") == "a\\.b+");
    CHECK(posix("a\\-b") == "a-b");
    CHECK(posix("(?:a|b)*?c") == "(a|b)*c");
    CHECK(posix("a{2,3}?") == "a{2,3}");
  }

  TEST_CASE("classes") {
    CHECK(matches("[\\w.-]+", "a.b-c_1"));
    CHECK(matches("[\\w-.]+", "a.b-c_1"));
    CHECK(matches("[a\\]b]+", "a]b"));
    CHECK(matches("[]a]+", "a]"));
    CHECK(matches("[a-c-]+", "a-c"));
    CHECK(matches("[^\\d]+", "abc"));
    CHECK_FALSE(matches("[^\\d]+", "a1"));
    CHECK(matches("[\\^a]+", "a^"));
    CHECK(matches("[\\^]", "^"));
    CHECK(matches("[\\^-]+", "^-"));
    CHECK(matches("[a^]", "^"));
    CHECK_FALSE(matches("[\\^]", "a"));
    CHECK(matches("(?i)Ab-[c-e]\\d[^x]\\s?(?:f|g)\\QH.\\E", "aB-D1yGh."));
    CHECK_FALSE(matches("(?i)[^x]", "X"));
    CHECK_FALSE(matches("(?i)ab", "ac"));
    CHECK(matches("(?i)[^\\s]a{2}", "xAa"));
    CHECK_FALSE(matches("Ab", "ab"));
  }

  TEST_CASE("what cannot be, and what POSIX cannot say") {
    CHECK(posix("(") == "! ( is an invalid regex.");
    CHECK(posix("[a") == "! [a is an invalid regex.");
    CHECK(posix("a\\") == "! a\\ is an invalid regex.");
    for (const std::string_view java :
         {"(?!a)b", "a(?i)a", "(a)\\1", "a++", "a\\b", "[a&&b]", "[a[b]]", "\\p{L}"}) {
      CAPTURE(java);
      CHECK(posix(java).find("cannot be used here") != std::string::npos);
    }
  }
}
