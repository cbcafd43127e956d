#include "text/posix_regex.hpp"

#include <doctest/doctest.h>
#include <regex.h>

#include <array>
#include <string_view>

using namespace kpp::tools;

namespace {

std::string posix(std::string_view java) {
  const auto translated = translate_java_regex(java);
  if (!translated) return "no Java regex here";
  const auto result = posix_topic_regex(*translated);
  return result ? *result : "unsupported: " + result.error().what;
}

/// As a consumer matches it: the whole name.
bool matches(std::string_view java, const char* topic) {
  const std::string whole = "^(" + posix(java) + ")$";
  regex_t compiled;
  REQUIRE(regcomp(&compiled, whole.c_str(), REG_EXTENDED | REG_NOSUB) == 0);
  const bool found = regexec(&compiled, topic, 0, nullptr, 0) == 0;
  regfree(&compiled);
  return found;
}

}  // namespace

TEST_SUITE("POSIX form of a topic regex") {
  TEST_CASE("what it looks like") {
    CHECK(posix("sensor") == "sensor");
    CHECK(posix("sensor-\\d+") == "sensor[-][0123456789]+");
    CHECK(posix(".*") == ".*");
    CHECK(posix("(a|b){2,3}?") == "(a|b){2,3}");
    CHECK(posix("(?i)a") == "[Aa]");
    CHECK(posix("a(?=b)") == "unsupported: a look ahead");
    CHECK(posix("\\ba") == "unsupported: a word boundary");
  }

  TEST_CASE("it matches as Java does") {
    struct Case {
      const char* java;
      const char* topic;
      bool wanted;
    };
    constexpr std::array cases{
        Case{"sensor-.*", "sensor-stream", true},
        Case{"sensor-.*", "my-sensor-stream", false},
        Case{"a.c", "abc", true},
        Case{"a\\.c", "abc", false},
        Case{"a\\.c", "a.c", true},
        Case{"\\w+", "a_1", true},
        Case{"\\w+", "a-1", false},
        Case{"\\W", "-", true},
        Case{"[^-.]+", "a-b", false},
        Case{"[^-.]+", "ab_", true},
        Case{"[a-c\\d]+", "b2", true},
        Case{"[\\]a]", "a", true},
        Case{"[]]", "a", false},
        Case{"\\p{Upper}+x", "ABx", true},
        Case{"[\\p{Upper}_]+", "A_B", true},
        Case{"(?i)Sensor", "sENSOR", true},
        Case{"(?:ab)+?", "abab", true},
        Case{"(?<x>ab)?c", "c", true},
        Case{"a|b.*", "a", true},
        Case{"a|b.*", "bcd", true},
        Case{"a|b.*", "ab", false},
        Case{"^a$", "a", true},
        Case{"\\Qa.b\\E", "a.b", true},
        Case{"\\Qa.b\\E", "axb", false},
        Case{"a{2}", "aa", true},
        Case{"a{2,}", "aaaa", true},
        Case{" ", "a", false},
        Case{"%", "a", false},
    };
    for (const Case& c : cases) {
      CAPTURE(c.java);
      CAPTURE(c.topic);
      CHECK(matches(c.java, c.topic) == c.wanted);
    }
  }
}
