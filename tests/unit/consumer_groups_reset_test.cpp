#include <doctest/doctest.h>

#include <vector>

#include "cmd/consumer_groups/command.hpp"
#include "cmd/consumer_groups/reset_file.hpp"
#include "cmd/consumer_groups/reset_target.hpp"

using namespace kpp::tools;
using namespace kpp::tools::consumer_groups;
using kpp::TopicPartition;
using Kind = kpp::OffsetResetTarget::Kind;

namespace {

std::string file_error(std::string_view content, const std::optional<std::string>& group) {
  const auto parsed = parse_reset_file(content, "plan.csv", group);
  REQUIRE_FALSE(parsed);
  return parsed.error().message();
}

kpp::Result<ResetGoal> goal(std::initializer_list<const char*> scenario) {
  std::vector<const char*> words{"--reset-offsets", "--group", "g"};
  words.insert(words.end(), scenario);
  const auto options = parse(spec(), words);
  REQUIRE(options);
  return reset_goal(*options);
}

}  // namespace

TEST_SUITE("consumer-groups reset") {
  TEST_CASE("a file about one group") {
    const auto plan = parse_reset_file("t,0,5\nt,1,7\n\"long, name\",0,1\n\n", "plan.csv", "g");
    REQUIRE(plan);
    CHECK(*plan == ResetFile{{"g",
                              {{TopicPartition{"t", 0}, 5},
                               {TopicPartition{"t", 1}, 7},
                               {TopicPartition{"long, name", 0}, 1}}}});
  }

  TEST_CASE("a file about several groups, with Windows line ends and blanks") {
    const auto plan = parse_reset_file("a,t,0,5\r\n\r\nb,t, 1 ,7\r\n", "plan.csv", std::nullopt);
    REQUIRE(plan);
    CHECK(*plan ==
          ResetFile{{"a", {{TopicPartition{"t", 0}, 5}}}, {"b", {{TopicPartition{"t", 1}, 7}}}});
    CHECK(parse_reset_file("a,t,0,5", "plan.csv", "g")->contains("a"));
  }

  TEST_CASE("the last line about a partition counts") {
    CHECK(parse_reset_file("t,0,5\nt,0,6\n", "plan.csv", "g")->at("g").at({"t", 0}) == 6);
  }

  TEST_CASE("an empty file plans nothing") {
    CHECK(parse_reset_file("\n\n", "f", "g")->empty());
  }

  TEST_CASE("broken files") {
    CHECK(file_error("t,0,5\nt,1\n", "g") ==
          "plan.csv, line 2: expected topic,partition,offset or group,topic,partition,offset in "
          "'t,1'");
    CHECK(file_error("t,0,5\n", std::nullopt) ==
          "plan.csv, line 1: expected group,topic,partition,offset in 't,0,5'");
    CHECK(file_error("t,0,5\ng,t,0,5\n", "g").starts_with("plan.csv, line 2"));
    CHECK(file_error("t,x,5\n", "g").starts_with("plan.csv, line 1"));
    CHECK(file_error("t,0,5x\n", "g").starts_with("plan.csv, line 1"));
    CHECK(file_error("t,0,99999999999999999999\n", "g").starts_with("plan.csv, line 1"));
    CHECK(file_error("\"t,0,5\n", "g").starts_with("plan.csv, line 1"));
    CHECK(read_reset_file("/nonexistent", "g").error().message() ==
          "Unable to read file /nonexistent");
    CHECK_FALSE(read_reset_file("/", "g"));  // a folder
  }

  TEST_CASE("goals") {
    CHECK(goal({"--to-earliest"})->target.kind == Kind::earliest);
    CHECK(goal({"--to-latest"})->target.kind == Kind::latest);
    CHECK(goal({"--to-current"})->target.kind == Kind::current);
    CHECK(goal({"--to-offset", "7"})->target.kind == Kind::offset);
    CHECK(goal({"--to-offset", "7"})->target.value == 7);
    CHECK(goal({"--shift-by", "-3"})->target.kind == Kind::shift_by);
    CHECK(goal({"--shift-by", "-3"})->target.value == -3);
    const auto time = goal({"--to-datetime", "1970-01-01T00:00:01.500"});
    REQUIRE(time);
    CHECK(time->target.kind == Kind::timestamp);
    CHECK(time->target.value == 1500);
    CHECK(goal({"--by-duration", "PT1H"})->target.value > 1'700'000'000'000);
    CHECK(goal({"--by-duration", "x"}).error().message() == "Text cannot be parsed to a Duration");
    CHECK(goal({"--to-datetime", "x"}).error().message().starts_with("Error parsing timestamp"));
  }

  TEST_CASE("a time before 1970 is that of the oldest record, not a number with a meaning") {
    CHECK(goal({"--to-datetime", "1969-12-31T23:59:59.999"})->target.value == 0);
    CHECK(goal({"--by-duration", "P40000D"})->target.value == 0);
  }
}
