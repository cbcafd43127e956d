// The pure parts of the tools of administration: filters, files, throttles, renderers.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cmd/broker_api_versions/render.hpp"
#include "cmd/cluster/render.hpp"
#include "cmd/get_offsets/arguments.hpp"
#include "cmd/groups/render.hpp"
#include "cmd/reassign_partitions/reassignment_file.hpp"
#include "cmd/reassign_partitions/render.hpp"
#include "cmd/reassign_partitions/throttles.hpp"
#include "cmd/reassign_partitions/wait.hpp"

using namespace kpp;
using namespace kpp::tools;
namespace reassign = kpp::tools::reassign_partitions;

TEST_SUITE("kafka-get-offsets") {
  TEST_CASE("rules of --topic-partitions") {
    const auto allowed = [](std::string_view rules, const char* topic, std::int32_t partition) {
      const auto filter = get_offsets::PartitionFilter::of_rules(rules);
      REQUIRE(filter);
      return filter->allows(TopicPartition{topic, partition});
    };
    CHECK(allowed("t", "t", 5));
    CHECK_FALSE(allowed("t", "tt", 5));
    CHECK(allowed("t.*:3", "tt", 3));
    CHECK_FALSE(allowed("t:3", "t", 4));
    CHECK(allowed("t:0-3", "t", 2));
    CHECK_FALSE(allowed("t:0-3", "t", 3));
    CHECK(allowed("t:5-", "t", 99));
    CHECK_FALSE(allowed("t:5-", "t", 4));
    CHECK(allowed("t:-3", "t", 0));
    CHECK_FALSE(allowed("t:-3", "t", 3));
    CHECK(allowed(":2", "any", 2));
    CHECK(allowed("a:1,b:2,", "b", 2));
    CHECK_FALSE(allowed("a:1,b:2", "a", 2));
    for (const char* wrong : {"t:x", "t:1-2-3", "t:1:2", "t:-x", "t:99999999999"})
      CHECK_FALSE(get_offsets::PartitionFilter::of_rules(wrong));
    CHECK(get_offsets::PartitionFilter::of_rules("b,a:1,b:2")->names() ==
          std::vector<std::string>{"a", "b"});
    CHECK_FALSE(get_offsets::PartitionFilter::of_rules(",")->allows("a"));
    CHECK(get_offsets::PartitionFilter::of_rules("")->allows("a"));
    CHECK(get_offsets::PartitionFilter::of_rules("b,a.*")->names().empty());
  }

  TEST_CASE("times") {
    CHECK(get_offsets::parse_time("earliest-pending-upload")->value == -6);
    CHECK(get_offsets::parse_time("-3")->value == -3);
    CHECK(get_offsets::parse_time("1713763500000")->value == 1713763500000);
    CHECK_FALSE(get_offsets::parse_time("tomorrow"));
    CHECK_FALSE(get_offsets::parse_time(""));
  }
}

TEST_SUITE("kafka-cluster and others") {
  TEST_CASE("endpoints are as wide as the longest host and rack") {
    cluster::Endpoints endpoints{{{1, "a", 9092, "r1", false}, {2, "longer.host", 9093, {}, true}},
                                 false};
    CHECK(cluster::render_text(endpoints) ==
          "ID         HOST        PORT       RACK STATE      ENDPOINT_TYPE  \n"
          "1          a           9092       r1 unfenced   broker         \n"
          "2          longer.host 9093       null fenced     broker         \n");
    endpoints = {{{3000, "c", 9094, {}, false}}, true};
    CHECK(cluster::render_text(endpoints) ==
          "ID         HOST PORT       RACK       ENDPOINT_TYPE  \n"
          "3000       c 9094       null       controller     \n");
    const auto json = nlohmann::json::parse(cluster::render_json(endpoints));
    CHECK(json.at("endpoints").at(0).at("type") == "controller");
    CHECK_FALSE(json.at("endpoints").at(0).contains("fenced"));
    CHECK(cluster::cluster_id_text("") ==
          "No cluster ID found. The Kafka version is probably too old.\n");
  }

  TEST_CASE("requests that a client of Kafka 4.3 cannot use") {
    broker_api_versions::Report report;
    report.brokers.push_back({{7, "h", 1, "r", false},
                              std::vector<ApiVersionRange>{{1, "Fetch", 0, 3},
                                                           {3, "Metadata", 99, 100},
                                                           {4, "LeaderAndIsr", 0, 2},
                                                           {46, "", 0, 0},
                                                           {999, "", 5, 5}}});
    report.brokers.push_back({{8, "h", 2, {}, true}, kpp::fail(ErrorCode::timed_out, "too late")});
    const std::string text = broker_api_versions::render_text(report);
    CHECK(
        text.starts_with("h:1 (id: 7 rack: r isFenced: false) -> (\n\tProduce(0): UNSUPPORTED,\n"));
    for (const char* line :
         {"\tFetch(1): 0 to 3 [unusable: node too old],\n",
          "\tMetadata(3): 99 to 100 [unusable: node too new],\n", "\tUNKNOWN(4): 0 to 2,\n",
          "\tListPartitionReassignments(46): 0 [usable: 0],\n", "\tUNKNOWN(999): 5\n)\n"})
      CHECK_MESSAGE(text.find(line) != std::string::npos, line);
    CHECK(text.find("h:2 (id: 8 rack: null isFenced: true) -> ERROR: ") != std::string::npos);
    CHECK(text.ends_with(": too late\n"));
    const auto json = nlohmann::json::parse(broker_api_versions::render_json(report));
    CHECK(json.at("brokers").at(0).at("requests").at(1).at("usable").is_null());
    CHECK(json.at("brokers").at(1).at("requests").is_null());
  }

  TEST_CASE("groups: one width for all columns") {
    const GroupListing listings[] = {{"a-group-with-a-name-longer-than-twenty", "consumer",
                                      GroupState::stable, GroupType::classic},
                                     {"b", "", GroupState::unknown, GroupType::unknown}};
    const std::string text = groups::render_text(listings);
    const std::size_t width = listings[0].group_id.size();
    CHECK(text.find("GROUP" + std::string(width - 5, ' ') + " TYPE") == 0);
    CHECK(text.find("\nb" + std::string(width - 1, ' ') + ' ' + std::string(width, ' ') + ' ' +
                    std::string(width, ' ') + " \n") != std::string::npos);
  }
}

TEST_SUITE("kafka-reassign-partitions") {
  TEST_CASE("files") {
    const auto target = reassign::parse_target(
        R"({"partitions":[{"topic":"t","partition":1,"replicas":[2,1],"log_dirs":["any","/d"]}]})");
    REQUIRE(target);
    CHECK(target->partitions ==
          std::vector<std::pair<TopicPartition, reassign::Replicas>>{{{"t", 1}, {2, 1}}});
    CHECK(target->log_dirs == reassign::LogDirs{{{"t", 1, 1}, "/d"}});
    const auto sentence = [](const char* json) {
      const auto parsed = reassign::parse_target(json);
      if (!parsed) return parsed.error().message();
      const auto checked = reassign::check_target(*parsed);
      return checked ? std::string() : checked.error().message();
    };
    CHECK(sentence("{}") == "Partition reassignment list cannot be empty");
    CHECK(sentence("x") == "The input string is not a valid JSON");
    CHECK(sentence(R"({"version":2})") == "Not supported version field value 2");
    CHECK(sentence(R"({"partitions":[{"topic":"t","partition":1,"replicas":[]}]})") ==
          "Partition replica list cannot be empty");
    CHECK(
        sentence(
            R"({"partitions":[{"topic":"t","partition":1,"replicas":[1,2],"log_dirs":["/d"]}]})") ==
        "Size of replicas list [1, 2] is different from size of log dirs list [/d] for partition "
        "t-1");
    CHECK(
        sentence(
            R"({"partitions":[{"topic":"t","partition":1,"replicas":[1]},{"topic":"t","partition":1,"replicas":[2]}]})") ==
        "Partition reassignment contains duplicate topic partitions: t-1");
    CHECK(sentence(R"({"partitions":[{"topic":"t","partition":1,"replicas":[1,1]}]})") ==
          "Partition replica lists may not contain duplicate entries: t-1 contains multiple "
          "entries for 1");
    CHECK(sentence(R"({"partitions":[{"topic":"t","partition":1}]})") ==
          "No such field exists: `replicas`");
    CHECK(*reassign::parse_topics(R"({"topics":[{"topic":"a"},{"topic":"b"}]})") ==
          std::vector<std::string>{"a", "b"});
    CHECK_FALSE(reassign::parse_topics(R"({"topics":[{"topic":"a"},{"topic":"a"}]})"));
  }

  TEST_CASE(
      "throttled replicas: sources lead, destinations follow, a move under way keeps its sources") {
    const std::map<TopicPartition, PartitionReassignment> under_way{
        {{"t", 0}, {{1, 2, 3}, {3}, {1}}}, {{"u", 5}, {{1, 4}, {4}, {}}}};
    const reassign::Assignment proposed{{{"t", 0}, {4, 2}}, {{"t", 10}, {2, 3}}, {{"t", 2}, {1}}};
    const reassign::Assignment current{{{"t", 0}, {1, 2, 3}}, {{"t", 10}, {1, 2}}, {{"t", 2}, {1}}};
    const reassign::MoveMap moves = reassign::plan_moves(under_way, proposed, current);
    CHECK(reassign::leader_throttle(moves.at("t")) == "0:1,0:2,10:1,10:2,2:1");
    CHECK(reassign::follower_throttle(moves.at("t")) == "0:4,10:3");
    CHECK(reassign::leader_throttle(moves.at("u")) == "5:1");
    CHECK(reassign::follower_throttle(moves.at("u")) == "5:4");
  }

  TEST_CASE("what a directory's move looks like") {
    reassign::VerifyReport report;
    report.partitions = {
        {{"t", 0}, {1}, {1}, false}, {{"t", 1}, {1, 2}, {2}, true}, {{"t", 2}, {1}, {2, 3}, false}};
    report.log_dirs = {{{"t", 0, 1}, "/a", "/a", {}, true},   {{"t", 1, 1}, "/a", "/b", "/a", true},
                       {{"t", 2, 1}, "/a", "/b", "/c", true}, {{"t", 3, 1}, "/a", "/b", {}, true},
                       {{"t", 4, 1}, "/a", {}, {}, true},     {{"t", 5, 1}, "/a", {}, {}, false}};
    report.cleared = {{1}, {"t"}};
    CHECK(
        reassign::render_text(report) ==
        "Status of partition reassignment:\n"
        "Reassignment of partition t-0 is completed.\n"
        "Reassignment of partition t-1 is still in progress.\n"
        "There is no active reassignment of partition t-2, but replica set is 1 rather than 2,3.\n"
        "Reassignment of replica t-0-1 completed successfully.\n"
        "Reassignment of replica t-1-1 is still in progress.\n"
        "Partition t-2 on broker 1 is being moved to log dir /c instead of /a.\n"
        "Partition t-3 on broker 1 is not being moved from log dir /b to /a.\n"
        "Partition t-4 is not found in any live log dir on broker 1. There is likely an offline "
        "log directory on the broker.\n"
        "Partition t-5 cannot be found in any live log directory on broker 1.\n"
        "Clearing broker-level throttles on broker 1\n"
        "Clearing topic-level throttles on topic t\n");
  }

  TEST_CASE("the bar of --wait") {
    CHECK(reassign::progress_bar(0, 4) == '[' + std::string(40, '-') + "] 0 of 4 moved");
    CHECK(reassign::progress_bar(1, 4) ==
          '[' + std::string(10, '#') + std::string(30, '-') + "] 1 of 4 moved");
    CHECK(reassign::progress_bar(4, 4) == '[' + std::string(40, '#') + "] 4 of 4 moved");
  }
}
