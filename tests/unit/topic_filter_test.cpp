#include "topic_filter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/java_hash_order.hpp"

using namespace kpp::tools;

// What each of these means was taken from java.util.regex, through Kafka's own TopicFilter.

namespace {

bool matches(std::string_view filter, std::string_view topic) {
  const auto parsed = TopicFilter::parse(filter);
  REQUIRE_MESSAGE(parsed, filter);
  return parsed->matches(topic);
}
std::string error(std::string_view filter) {
  const auto parsed = TopicFilter::parse(filter);
  REQUIRE_MESSAGE(!parsed, filter);
  return parsed.error();
}

}  // namespace

TEST_SUITE("topic filter") {
  TEST_CASE("names need no regex, and the whole name counts") {
    const auto filter = TopicFilter::parse("sensor-stream");
    REQUIRE(filter);
    REQUIRE(filter->names() != nullptr);
    CHECK(*filter->names() == std::vector<std::string>{"sensor-stream"});
    CHECK(filter->matches("sensor-stream"));
    CHECK_FALSE(filter->matches("sensor-streams"));
    CHECK_FALSE(filter->matches("my-sensor-stream"));
  }

  TEST_CASE("commas separate, blanks and quotes go") {
    const auto filter = TopicFilter::parse("  \"a, b c ,d'\" ");
    REQUIRE(filter);
    REQUIRE(filter->names() != nullptr);
    CHECK(*filter->names() == std::vector<std::string>{"a", "bc", "d"});
    CHECK(TopicFilter::parse("\"'\"")->names()->front().empty());
    CHECK(TopicFilter::parse("")->names()->front().empty());
    CHECK_FALSE(matches("", "a"));
    CHECK(matches("a|b", "b"));
  }

  TEST_CASE("a dot is a regex") {
    CHECK(TopicFilter::parse("a.b")->names() == nullptr);
    CHECK(matches("a.b", "a-b"));
    CHECK_FALSE(matches("a\\.b", "a-b"));
    CHECK(matches("a\\.b", "a.b"));
  }

  TEST_CASE("what Java and ECMAScript share") {
    CHECK(matches("sensor-.*", "sensor-stream"));
    CHECK(matches("(a|b)+", "abba"));
    CHECK(matches("(?!__).*", "audit"));
    CHECK_FALSE(matches("(?!__).*", "__consumer_offsets"));
    CHECK(matches("[^a-c]x?", "d"));
    CHECK(matches("a{2}b*?", "aab"));
    CHECK(matches("^t$", "t"));
  }

  TEST_CASE("what only Java has") {
    CHECK(matches("\\Qa.b\\E-.*", "a.b-1"));
    CHECK_FALSE(matches("\\Qa.b\\E-.*", "axb-1"));
    CHECK(matches("\\Qab\\E*", "abb"));
    CHECK(matches("[\\w-.]+", "a-b.c"));
    CHECK(matches("[]a]+", "a]"));
    CHECK(matches("(?<name>a)b", "ab"));
    CHECK(matches("\\At\\z", "t"));
    CHECK(matches("\\p{Lower}+", "abc"));
    CHECK_FALSE(matches("\\P{Lower}+", "abc"));
    CHECK(matches("(?i)sensor.*", "SENSOR-1"));
    CHECK(matches("\\x61\\u0062\\0143", "abc"));
  }

  TEST_CASE("what Java refuses") {
    for (const char* bad : {"(", ")x", "*", "a**", "a|*", "[", "[^", "[]", "[z-a]", "[a-\\d]", "a{",
                            "x{a}", "a\\", "\\y", "(?#c)", "\\E.", "(?<1>a)"}) {
      CHECK_MESSAGE(error(bad) == std::string(bad) + " is an invalid regex.", bad);
    }
    // The comma is a separator before it is anything else.
    CHECK(error("a{1,2}") == "a{1|2} is an invalid regex.");
  }

  TEST_CASE("what cannot be honoured is refused, not misread") {
    for (const char* bad :
         {"(a)\\1", "[a-z&&[^b]]", "[[:alpha:]]", "a++", "(?<=a)b", "(?>a)", "(?i:a)",
          "\\p{IsGreek}", "{3}", "[a[b]]", "a{9999}", "\\h", "t.\xC3\xA9"}) {
      const std::string sentence = error(bad);
      CHECK_MESSAGE(sentence.find("cannot be used here") != std::string::npos, sentence);
    }
    CHECK(error(std::string(200, '(') + "a" + std::string(200, ')')).find("nesting") !=
          std::string::npos);
  }

  TEST_CASE("no expression takes exponential time") {
    CHECK_FALSE(matches("(a*)*b", std::string(249, 'a')));
    CHECK_FALSE(matches("(a|a)*b", std::string(249, 'a')));
  }

  TEST_CASE("internal topics") {
    CHECK(is_internal_topic("__consumer_offsets"));
    CHECK(is_internal_topic("__share_group_state"));
    CHECK_FALSE(is_internal_topic("__mine"));
  }
}

TEST_CASE("the order of Java's hash map") {
  // new HashMap<>(5) after putting these in alphabetical order, walked by Java 17.
  std::vector<std::string> names{"alpha", "beta", "delta", "epsilon", "gamma"};
  order_as_java_hash_map(names, java_buckets(5, names.size()), [](const auto& n) { return n; });
  CHECK(names == std::vector<std::string>{"delta", "epsilon", "beta", "gamma", "alpha"});
  CHECK(java_buckets(1, 1) == 2);
  CHECK(java_buckets(3, 3) == 4);
  CHECK(java_buckets(4, 4) == 8);
  CHECK(java_buckets(100, 100) == 256);
  CHECK(java_buckets_of_copy(3) == 8);
  CHECK(java_buckets_of_copy(6) == 16);
  CHECK(java_buckets_of_copy(48) == 128);
}
