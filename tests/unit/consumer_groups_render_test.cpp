#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"
#include "cmd/consumer_groups/rows.hpp"
#include "text/java_width.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::consumer_groups;
using Json = nlohmann::json;

namespace {

MemberDescription member(std::string id, std::vector<TopicPartition> assignment) {
  MemberDescription made;
  made.member_id = std::move(id);
  made.client_id = "client";
  made.host = "/127.0.0.1";
  made.assignment = std::move(assignment);
  return made;
}

OffsetAndMetadata at(std::int64_t offset, std::optional<std::int32_t> epoch = {}) {
  return {offset, epoch, ""};
}

GroupDescription two_members() {
  GroupDescription group;
  group.group_id = "g";
  group.type = GroupType::classic;
  group.state = GroupState::stable;
  group.assignor = "range";
  group.coordinator = {1, "localhost", 9092, {}, false};
  group.members = {member("small", {{"b", 1}}), member("large", {{"b", 0}, {"a", 10}, {"a", 2}})};
  return group;
}

DescribedGroup described() {
  const GroupDescription group = two_members();
  const CommittedOffsets committed{
      {{"a", 2}, at(5, 0)}, {{"b", 0}, at(9)}, {{"c", 0}, at(1)}, {{"d", 7}, at(3)}};
  const PartitionOffsets ends{{{"a", 2}, 7}, {{"a", 10}, 4}, {{"b", 0}, 8}, {{"c", 0}, 1}};
  return {group, offset_rows(group, committed, ends)};
}

PlannedOffset planned(std::string topic, std::int32_t partition, std::int64_t offset) {
  PlannedOffset made;
  made.partition = {std::move(topic), partition};
  made.new_offset = offset;
  return made;
}

}  // namespace

TEST_SUITE("consumer-groups rendering") {
  TEST_CASE("Java counts letters") {
    CHECK(java_width("abc") == 3);
    CHECK(java_width("h\u00e9") == 2);
    CHECK(java_width("\U0001F600") == 2);
    std::string out;
    append_padded(out, "é", 3);
    CHECK(out == "é  ");
  }

  TEST_CASE("rows: the member with most partitions first, then commits without a member") {
    const auto rows = described().rows;
    std::string order;
    for (const OffsetRow& row : rows) order += row.partition.to_string() + ' ';
    CHECK(order == "a-2 a-10 b-0 b-1 c-0 d-7 ");
    CHECK(rows[0].member == 1);
    CHECK(rows[0].lag.lag == 2);
    CHECK(rows[0].leader_epoch == 0);
    CHECK_FALSE(rows[1].lag.committed);
    CHECK_FALSE(rows[1].lag.lag);
    CHECK(rows[2].lag.lag == -1);  // committed beyond the end, as Kafka's tool shows it
    CHECK(rows[3].member == 0);
    CHECK_FALSE(rows[4].member);
    CHECK_FALSE(rows[5].lag.end_offset);
  }

  TEST_CASE("describe") {
    CHECK(
        text_of(described(), View::offsets, false) ==
        "\n"
        "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG           "
        "  CONSUMER-ID     HOST            CLIENT-ID\n"
        "g               a               2          5               7               2             "
        "  large           /127.0.0.1      client\n"
        "g               a               10         -               4               -             "
        "  large           /127.0.0.1      client\n"
        "g               b               0          9               8               -1            "
        "  large           /127.0.0.1      client\n"
        "g               b               1          -               -               -             "
        "  small           /127.0.0.1      client\n"
        "g               c               0          1               1               0             "
        "  -               -               -\n"
        "g               d               7          3               -               -             "
        "  -               -               -\n");
    const std::string verbose = text_of(described(), View::offsets, true);
    CHECK(verbose.find("PARTITION  LEADER-EPOCH    CURRENT-OFFSET  ") != std::string::npos);
    CHECK(verbose.find("2          0               5               7") != std::string::npos);
    CHECK(text_of(DescribedGroup{two_members(), {}}, View::offsets, false).empty());
  }

  TEST_CASE("describe --members") {
    DescribedGroup one{two_members(), {}};
    CHECK(text_of(one, View::members, false) ==
          "\n"
          "GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     \n"
          "g               small           /127.0.0.1      client          1               \n"
          "g               large           /127.0.0.1      client          3               \n");
    one.group.members[0].instance_id = "static";
    CHECK(text_of(one, View::members, true) ==
          "\n"
          "GROUP           CONSUMER-ID     GROUP-INSTANCE-ID HOST            CLIENT-ID       "
          "#PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    "
          "TARGET-ASSIGNMENT   \n"
          "g               small           static            /127.0.0.1      client          "
          "1               -               b:1                  -               -                  "
          " \n"
          "g               large                             /127.0.0.1      client          "
          "3               -               a:2,10;b:0           -               -                  "
          " \n");
    one.group.members.clear();
    CHECK(text_of(one, View::members, false) ==
          "\nGROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     \n");
  }

  TEST_CASE("describe --members while a group moves to KIP-848") {
    DescribedGroup one{two_members(), {}};
    one.group.target_assignment_epoch = 4;
    one.group.members[0].upgraded = false;
    one.group.members[1].upgraded = true;
    one.group.members[1].member_epoch = 3;
    one.group.members[1].target_assignment = {{"a", 1}};
    const std::string text = text_of(one, View::members, true);
    CHECK(text.find("TARGET-ASSIGNMENT    UPGRADED\n") != std::string::npos);
    CHECK(text.find("-                    false\n") != std::string::npos);
    CHECK(text.find(
              "3               a:2,10;b:0           4               a:1                  true\n") !=
          std::string::npos);
  }

  TEST_CASE("describe --state") {
    DescribedGroup one{two_members(), {}};
    CHECK(
        text_of(one, View::state, false) ==
        "\n"
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                "
        "#MEMBERS\n"
        "g               localhost:9092  (1)       range                Stable               2\n");
    one.group.assignor.clear();
    one.group.group_epoch = 3;
    CHECK(text_of(one, View::state, true) ==
          "\n"
          "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                "
          "GROUP-EPOCH     TARGET-ASSIGNMENT-EPOCH   #MEMBERS\n"
          "g               localhost:9092  (1)       -                    Stable               "
          "3               -                         2\n");
  }

  TEST_CASE("list") {
    const std::vector<GroupListing> groups{
        {"a", "consumer", GroupState::stable, GroupType::classic},
        {"a-long-group-name", "", GroupState::empty, GroupType::consumer}};
    CHECK(text_of(groups, {}) == "a\na-long-group-name\n");
    const std::vector<GroupListing> in_order_of_the_broker{
        {"a", {}, {}, {}}, {"Q", {}, {}, {}}, {"\u00e9", {}, {}, {}}, {"b", {}, {}, {}}};
    CHECK(text_of(in_order_of_the_broker, {}) == "a\nQ\nb\n\u00e9\n");
    CHECK(text_of(groups, {false, true}) ==
          "GROUP                       STATE               \n"
          "a                           Stable              \n"
          "a-long-group-name           Empty               \n");
    CHECK(text_of(std::vector<GroupListing>{}, {true, true}) ==
          "GROUP                     TYPE                 STATE               \n");
  }

  TEST_CASE("reset") {
    ResetReport report;
    CHECK(text_of(report) == "\n");
    report.groups = {{"g", {planned("t", 0, 5), planned("t", 1, 0)}}, {"h", {}}};
    CHECK(text_of(report) ==
          "\n"
          "GROUP           TOPIC           PARTITION  NEW-OFFSET\n"
          "g               t               1          0\n"
          "g               t               0          5\n");
    CHECK(csv_of(report, false) == "t,1,0\nt,0,5\n\n");
    CHECK(csv_of(report, true) == "g,t,1,0\ng,t,0,5\n\n");
    // Java's map of two is copied into a smaller one there.
    report.groups.resize(1);
    for (PlannedOffset& each : report.groups[0].offsets)
      each.note = PlannedOffset::Note::no_commit_used_end;
    CHECK(csv_of(report, false) == "t,1,0\nt,0,5\n\n");
    // Two partitions with the same hash come in the order of their topics in Java's maps, not on the command line.
    report.topics = {"e", "a", "b"};
    report.groups = {{"g", {planned("e", 4, 1), planned("a", 0, 2), planned("b", 0, 3)}}};
    CHECK(csv_of(report, false) == "a,0,2\ne,4,1\nb,0,3\n\n");
    report = {};
    report.passed_over = {"a-group-that-is-in-use"};
    CHECK(text_of(report) == "\nGROUP                  TOPIC           PARTITION  NEW-OFFSET\n");
  }

  TEST_CASE("warnings of a reset") {
    PlannedOffset one = planned("t", 0, 5);
    CHECK(warning_about(one).empty());
    one.requested = 9999;
    one.note = PlannedOffset::Note::lowered_to_end;
    CHECK(warning_about(one) ==
          "WARN New offset (9999) is higher than latest offset for topic partition t-0. Value will "
          "be set to 5");
    one.requested = 1;
    one.note = PlannedOffset::Note::raised_to_begin;
    CHECK(warning_about(one) ==
          "WARN New offset (1) is lower than earliest offset for topic partition t-0. Value will "
          "be set to 5");
    one.note = PlannedOffset::Note::no_record_used_end;
    CHECK(warning_about(one) ==
          "Warn: Partition 0 from topic t is empty. Falling back to latest known offset.");
  }

  TEST_CASE("delete") {
    DeletionReport report{{"a", "b"}, {}};
    CHECK(text_of(report) == "Deletion of requested consumer groups ('a', 'b') was successful.\n");
    report.failed.push_back({"x", Error(ErrorCode::non_empty_group)});
    CHECK(text_of(report) == "\nThese consumer groups were deleted successfully: 'a', 'b'\n");
    report.deleted.clear();
    CHECK(text_of(report).empty());
    CHECK(with_class(Error(ErrorCode::non_empty_group)) ==
          "org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.");
    CHECK(with_class(Error(ErrorCode::timed_out, "no answer")) == "no answer");
  }

  TEST_CASE("delete-offsets") {
    OffsetDeletionReport report{"g", {{{"t", 0}, {}}}};
    CHECK(text_of(report) ==
          "Request succeeded for deleting offsets from group g.\n"
          "\n"
          "TOPIC           PARTITION  STATUS         \n"
          "t               0          Successful     \n");
    report.partitions.push_back({{"gone", -1}, Error(ErrorCode::unknown_topic_or_partition)});
    CHECK(text_of(report) ==
          "\n"
          "TOPIC           PARTITION  STATUS         \n"
          "t               0          Successful     \n"
          "gone            -          Error: "
          "org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not "
          "host this topic-partition.\n");
  }

  TEST_CASE("JSON") {
    const std::vector groups{described()};
    const Json offsets = Json::parse(json_of(groups, View::offsets));
    CHECK(offsets["version"] == 1);
    CHECK(offsets["groups"][0]["group"] == "g");
    CHECK(offsets["groups"][0]["state"] == "Stable");
    CHECK(offsets["groups"][0]["partitions"].size() == 6);
    CHECK(offsets["groups"][0]["partitions"][0]["lag"] == 2);
    CHECK(offsets["groups"][0]["partitions"][1]["lag"].is_null());
    CHECK(offsets["groups"][0]["partitions"][4]["consumer_id"].is_null());

    const Json members = Json::parse(json_of(groups, View::members));
    CHECK(members["groups"][0]["members"][1]["partitions"] == 3);
    CHECK(members["groups"][0]["members"][1]["current_assignment"][0]["topic"] == "b");
    CHECK(members["groups"][0]["members"][1]["target_assignment"].is_null());

    const Json state = Json::parse(json_of(groups, View::state));
    CHECK(state["groups"][0]["coordinator"]["port"] == 9092);
    CHECK(state["groups"][0]["members"] == 2);

    ResetReport report;
    report.groups = {{"g", {planned("t", 0, 5)}}};
    report.failed = {{"x", Error(ErrorCode::non_empty_group, "busy")}};
    const Json reset = Json::parse(json_of(report));
    CHECK(reset["executed"] == false);
    CHECK(reset["groups"][0]["offsets"][0]["new_offset"] == 5);
    CHECK(reset["failed"][0]["error"]["code"] == "NON_EMPTY_GROUP");

    const Json invalid = Json::parse(json_of_regex("a(", "missing closing )"));
    CHECK(invalid["valid"] == false);
    CHECK(invalid["reason"] == "missing closing )");
    CHECK(json_of_regex("a", std::nullopt) ==
          "{\"version\":1,\"regex\":\"a\",\"valid\":true,\"reason\":null}\n");
  }

  TEST_CASE("JSON stays JSON whatever bytes an id has") {
    const std::vector<GroupListing> groups{{"\xFFg", "", GroupState::unknown, GroupType::unknown}};
    const Json parsed = Json::parse(json_of(groups));
    CHECK(parsed["groups"][0]["type"].is_null());
    CHECK(parsed["groups"][0]["state"].is_null());
  }
}
