#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "cmd/console_consumer/where/condition.hpp"
#include "cmd/console_consumer/where/glob.hpp"
#include "cmd/console_consumer/where/record_filter.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::console_consumer;

namespace {

const std::array headers{HeaderView{"trace", "abc"}, HeaderView{"trace", "xyz"},
                         HeaderView{"none", std::nullopt}, HeaderView{"a b", "c"}};

RecordFields reading() {
  RecordFields record;
  record.key = "sensor_1";
  record.value = R"({"sensor_id":"sensor_1","temperature":24.5,"n":7,"on":true,"off":null,)"
                 R"("list":[1,{"x":2}],"a/b":1,"c~d":2,"e f":3,"big":9007199254740993})";
  record.headers = headers;
  return record;
}

bool holds(std::string_view text, const RecordFields& record = reading()) {
  auto condition = parse_condition(text);
  CAPTURE(text);
  if (!condition) MESSAGE(condition.error());
  REQUIRE(condition);
  return RecordFilter({*condition}).accepts(record);
}

std::string error(std::string_view text) {
  const auto condition = parse_condition(text);
  CAPTURE(text);
  REQUIRE_FALSE(condition);
  return condition.error();
}

}  // namespace

TEST_SUITE("console-consumer where") {
  TEST_CASE("numbers in JSON") {
    for (const std::string_view text :
         {"/temperature > 24", "/temperature>24.4", "/temperature >= 24.5", "/temperature <= 24.5",
          "/temperature < 25", "/temperature == 24.50", "/temperature != 24", "/n == 7.0",
          "/n > -1", "/list/1/x == 2", "  /n  <  8  ", "/big > 9007199254740992",
          "/big < 18446744073709551615"})
      CHECK(holds(text));
    for (const std::string_view text :
         {"/temperature > 24.5", "/temperature < 24.5", "/n > 7", "/n == \"7\"", "/n < \"8\"",
          "/missing > 0", "/sensor_id > 0", "/on > 0", "/off < 1", "/big == 9007199254740992",
          "/big > 18446744073709551615"})
      CHECK_FALSE(holds(text));
  }

  TEST_CASE("what else JSON has") {
    for (const std::string_view text :
         {R"(/sensor_id == "sensor_1")", R"(/sensor_id!="sensor_2")", R"(/sensor_id > "sensor_0")",
          "/on == true", "/off == null", R"(/list == [1,{"x":2}])", "/a~1b == 1", "/c~0d == 2",
          R"("/e f" == 3)", "/on != false"})
      CHECK(holds(text));
    for (const std::string_view text :
         {R"(/sensor_id == "sensor_")", "/missing == null", "/on == 1", "/list/2 == 1",
          "/list/x == 1", "/list/99999999999999999999 == 1"})
      CHECK_FALSE(holds(text));
  }

  TEST_CASE("regular expressions and globs") {
    for (const std::string_view text :
         {"/sensor_id =~ _\\d$", "/sensor_id =~ \"^sensor\"", "/sensor_id =~ (?i)SENSOR",
          "/sensor_id !~ ^_", "/temperature =~ ^24", "/on ~ t*", "/sensor_id ~ sensor_[0-9]",
          "key =~ ^s.*1$", "key ~ *_?", "value =~ temp", "header.trace =~ ^x", "header.trace ~ a*",
          "key !~ x", "/missing !~ x", "header.absent !~ x"})
      CHECK(holds(text));
    for (const std::string_view text :
         {"/sensor_id =~ SENSOR", "/sensor_id ~ sensor", "key ~ sensor", "key !~ s", "/list =~ 1",
          "/off ~ *", "/missing ~ *", "header.none ~ *", "header.trace !~ x"})
      CHECK_FALSE(holds(text));
  }

  TEST_CASE("keys, values and headers are bytes") {
    for (const std::string_view text :
         {"key == sensor_1", "key == \"sensor_1\"", "key!=sensor_2", "header.trace == xyz",
          "header.trace==abc", "header.none == null", "header.\"a b\" == c", "header.trace != q"})
      CHECK(holds(text));
    for (const std::string_view text :
         {"key == sensor", "key != sensor_1", "key == null", "header.trace == null",
          "header.absent == null", "header.trace != abc", "value == x"})
      CHECK_FALSE(holds(text));
    RecordFields record = reading();
    record.key = std::nullopt;
    record.value = "";
    CHECK(holds("key == null", record));
    CHECK_FALSE(holds("key == \"null\"", record));
    CHECK(holds("value == \"\"", record));
    CHECK(holds("value =~ ^$", record));
    record.value = std::string_view();
    CHECK(holds("value =~ ^$", record));
    record.key = "null";
    CHECK(holds("key == \"null\"", record));
    record.value = std::string_view("a\0b\xff", 4);
    CHECK(holds("value =~ b", record));
    CHECK(holds("value ~ a?b?", record));
  }

  TEST_CASE("what is there") {
    for (const std::string_view text : {"/n", "/off", "key", "value", "header.trace", "header.none",
                                        "!/missing", "! header.absent", "/list/1", "!/list/2"})
      CHECK(holds(text));
    for (const std::string_view text : {"/missing", "!key", "!header.none", "header.absent"})
      CHECK_FALSE(holds(text));
    RecordFields record = reading();
    for (const std::string_view no_json : {"", "{", "sensor_1", "\xff"}) {
      record.value = no_json;
      CHECK_FALSE(holds("/n", record));
      CHECK(holds("/n != 7", record));
    }
    record.value = std::nullopt;
    CHECK_FALSE(holds("/n", record));
    CHECK(holds("!value", record));
  }

  TEST_CASE("all must hold") {
    const RecordFilter both({*parse_condition("/n == 7"), *parse_condition("key ~ sensor*")});
    CHECK(both.accepts(reading()));
    CHECK_FALSE(both.wants_headers());
    const RecordFilter one({*parse_condition("/n == 7"), *parse_condition("header.trace == q")});
    CHECK_FALSE(one.accepts(reading()));
    CHECK(one.wants_headers());
    CHECK(RecordFilter({}).accepts(reading()));
  }

  TEST_CASE("errors say where") {
    for (const auto& [text, sentence] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"", "begins with a JSON pointer"},
             {"temperature > 30", "(position 1)"},
             {"/temperature = 30", "here must be ==, !=, <, <=, >, >=, =~, !~ or ~ (position 14)"},
             {"/temperature >", "something to compare with (position 15)"},
             {"/temperature > hot",
              "compared with JSON: a number, true, false, null, or text in double quotes (position "
              "16)"},
             {"/temperature > true", "only numbers and strings"},
             {"/id == sensor_1", "in double quotes (position 8)"},
             {"key > 3", "> compares what a JSON pointer leads to"},
             {R"("/a~2" == 1)", "is written ~0"},
             {"header. == 1", "name is missing (position 8)"},
             {"\"key\" == 1", "only a JSON pointer can stand here in quotes"},
             {"\"/a == 1", "quotes are not closed (position 1)"},
             {"key == \"a\" b", "closing quotes (position 12)"},
             {"key =~ (", "( is an invalid regex."},
             {"!key == 3", "nothing can follow"},
         }) {
      const std::string said = error(text);
      CAPTURE(said);
      CHECK(said.find(sentence) != std::string::npos);
    }
  }

  TEST_CASE("globs") {
    for (const auto& [pattern, text] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"", ""},
                                                                    {"*", ""},
                                                                    {"*", "abc"},
                                                                    {"a*c", "abcbc"},
                                                                    {"**c", "c"},
                                                                    {"?", "x"},
                                                                    {"[abc]", "b"},
                                                                    {"[a-c]x", "bx"},
                                                                    {"[!a-c]", "d"},
                                                                    {"[^a]", "b"},
                                                                    {"[]]", "]"},
                                                                    {"[a-]", "-"},
                                                                    {"\\*", "*"},
                                                                    {"a\\", "a\\"},
                                                                    {"[a", "[a"},
                                                                    {"*.log", "x.y.log"},
                                                                    {"*a*b*", "xxaxxbxx"},
                                                                    {"\xff?", "\xff\xfe"}}) {
      CAPTURE(pattern);
      CHECK(glob_matches(pattern, text));
    }
    for (const auto& [pattern, text] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"", "a"},
                                                                    {"?", ""},
                                                                    {"a*c", "abcb"},
                                                                    {"[abc]", "d"},
                                                                    {"[!a]", "a"},
                                                                    {"[a]", ""},
                                                                    {"\\*", "x"},
                                                                    {"abc", "ab"},
                                                                    {"ab", "abc"},
                                                                    {"[a", "a"}}) {
      CAPTURE(pattern);
      CHECK_FALSE(glob_matches(pattern, text));
    }
    // No pattern takes more than the product of the two lengths.
    CHECK_FALSE(glob_matches("*a*a*a*a*a*a*a*a*a*a*b", std::string(20'000, 'a')));
  }
}
