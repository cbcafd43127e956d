#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cmd/topics/arguments.hpp"
#include "cmd/topics/checks.hpp"
#include "cmd/topics/command.hpp"
#include "cmd/topics/partition_health.hpp"
#include "cmd/topics/render.hpp"
#include "cmd/topics/topic_config_names.hpp"

using namespace kpp;
using namespace kpp::tools;
using namespace kpp::tools::topics;

namespace {

Options parsed(std::vector<const char*> words) {
  words.insert(words.begin(), {"--bootstrap-server", "localhost:9092"});
  auto options = parse(topics::spec(), words);
  REQUIRE_MESSAGE(options, options.error().message);
  return *options;
}

std::string refusal(std::vector<const char*> words) {
  const auto error = check(parsed(std::move(words)));
  return error ? error->message : "";
}

std::string assignment_error(std::string_view text) {
  const auto assignment = parse_replica_assignment(text);
  return assignment ? "" : assignment.error().message();
}

std::string config_error(const std::vector<std::string>& pairs) {
  const auto configs = parse_topic_configs(pairs);
  return configs ? "" : configs.error().message();
}

std::string creation_error(std::vector<const char*> words) {
  words.insert(words.begin(), {"--create", "--topic", "t"});
  const auto topic = new_topic(parsed(std::move(words)));
  return topic ? "" : topic.error().message();
}

PartitionReport partition(std::int32_t number, std::optional<std::int32_t> leader,
                          std::vector<std::int32_t> replicas, std::vector<std::int32_t> isr) {
  PartitionReport report;
  report.description.partition = number;
  report.description.leader = leader;
  report.description.replicas = std::move(replicas);
  report.description.isr = std::move(isr);
  return report;
}

const Uuid some_id = *Uuid::parse("T8SCBJdaQFa94kz1TM4njA");

DescribeReport described() {
  DescribeReport report;
  TopicReport topic{.name = "b",
                    .topic_id = some_id,
                    .internal = false,
                    .partition_count = 2,
                    .replication_factor = 2,
                    .configs = {{"cleanup.policy", "compact"}, {"secret", std::nullopt}},
                    .partitions = {}};
  topic.partitions.push_back(partition(0, 1, {1, 2}, {1, 2}));
  topic.partitions.back().description.elr.emplace();
  topic.partitions.back().description.last_known_elr = {3};
  topic.partitions.push_back(partition(1, std::nullopt, {2, 1, 3}, {}));
  topic.partitions.back().reassignment = {{2, 1, 3}, {3}, {1}};
  report.topics.push_back(topic);
  report.topics.push_back({.name = "a",
                           .topic_id = {},
                           .internal = true,
                           .partition_count = 1,
                           .replication_factor = 1,
                           .configs = {},
                           .partitions = {partition(0, 1, {1}, {1})}});
  return report;
}

}  // namespace

TEST_SUITE("kafka-topics: arguments") {
  TEST_CASE("exactly one action") {
    const std::string sentence =
        "Command must include exactly one action: --list, --describe, --create, --alter or "
        "--delete";
    CHECK(refusal({}) == sentence);
    CHECK(refusal({"--topic", "t"}) == sentence);
    CHECK(refusal({"--list", "--create"}) == sentence);
    CHECK(refusal({"--list"}).empty());
    CHECK(refusal({"-list", "-topic", "t"}).empty());
  }

  TEST_CASE("what each action needs") {
    const std::vector<const char*> list{"--list"};
    CHECK(check(*parse(topics::spec(), list))->message == "--bootstrap-server must be specified");
    CHECK(refusal({"--create"}) == "Missing required argument \"[topic]\"");
    CHECK(refusal({"--delete"}) == "Missing required argument \"[topic]\"");
    CHECK(refusal({"--alter"}) == "Missing required argument \"[topic]\"");
    CHECK(refusal({"--alter", "--topic", "t"}) == "Missing required argument \"[partitions]\"");
    CHECK(refusal({"--describe", "--if-exists"}) ==
          "--topic or --topic-id is required to describe a topic");
    CHECK(refusal({"--describe"}).empty());
    CHECK(refusal({"--create", "--topic", "t"}).empty());
  }

  TEST_CASE("what does not go together") {
    const auto pair = [](const std::string& a, const std::string& b) {
      return "Option \"[" + a + "]\" can't be used with option \"[" + b + "]\"";
    };
    CHECK(refusal({"--list", "--partitions", "2"}) == pair("partitions", "list"));
    CHECK(refusal({"--describe", "--topic", "t", "--config", "a=b"}) == pair("config", "describe"));
    CHECK(refusal({"--alter", "--topic", "t", "--partitions", "2", "--replication-factor", "1"}) ==
          pair("replication-factor", "alter"));
    CHECK(refusal({"--create", "--topic", "t", "--replica-assignment", "1", "--partitions", "1"}) ==
          pair("replica-assignment", "partitions"));
    CHECK(refusal({"--alter", "--topic", "t", "--replica-assignment", "1", "--partitions", "1"})
              .empty());
    CHECK(refusal({"--describe", "--under-replicated-partitions", "--topics-with-overrides"}) ==
          pair("under-replicated-partitions", "topics-with-overrides"));
    CHECK(refusal({"--describe", "--under-replicated-partitions", "--unavailable-partitions"})
              .empty());
    CHECK(refusal({"--create", "--topic", "t", "--if-exists"}) == pair("if-exists", "create"));
    CHECK(refusal({"--delete", "--topic", "t", "--if-not-exists"}) ==
          pair("if-not-exists", "delete"));
    CHECK(refusal({"--delete", "--topic", "t", "--exclude-internal"}) ==
          pair("exclude-internal", "delete"));
    CHECK(refusal({"--alter", "--topic", "t", "--partitions", "2", "--config", "a=b"})
              .starts_with("Option combination \"[[config], [bootstrap-server]]\" can't be used "
                           "with option \"[alter]\""));
  }

  TEST_CASE("old options are refused with what to use instead, or do nothing with a warning") {
    CHECK(refusal({"--list", "--zookeeper", "localhost:2181"}).find("--bootstrap-server") !=
          std::string::npos);
    CHECK(refusal({"--create", "--topic", "t", "--disable-rack-aware"})
              .find("--replica-assignment") != std::string::npos);
    CHECK(remarks(parsed({"--delete", "--topic", "t", "--force"})).size() == 1);
    CHECK(remarks(parsed({"--list", "--delete-config", "a", "--delete-config", "b"})).size() == 1);
    CHECK(remarks(parsed({"--list", "--topic-id", "x"})).size() == 1);
    CHECK(remarks(parsed({"--describe", "--topic-id", "x"})).empty());
  }

  TEST_CASE("replica assignment") {
    CHECK(parse_replica_assignment("")->empty());
    CHECK(*parse_replica_assignment("1:2,2:3") == ReplicaAssignment{{1, 2}, {2, 3}});
    CHECK(*parse_replica_assignment(" 1 , +2 ,") == ReplicaAssignment{{1}, {2}});
    CHECK(assignment_error("1:1") ==
          "Partition replica lists may not contain duplicate entries: 1");
    CHECK(assignment_error("2:1:2:1") ==
          "Partition replica lists may not contain duplicate entries: 1,2");
    CHECK(assignment_error("1,1:2") == "Partition 1 has different replication factor: [1, 2]");
    CHECK(assignment_error("abc") == "For input string: \"abc\"");
    CHECK(assignment_error("1,,1") == "For input string: \"\"");
    CHECK(assignment_error("99999999999") == "For input string: \"99999999999\"");
  }

  TEST_CASE("topic settings") {
    const auto configs = parse_topic_configs(
        {"retention.ms = 1 ", "cleanup.policy=compact,delete", "retention.ms=2"});
    REQUIRE(configs);
    CHECK(*configs == std::vector<std::pair<std::string, std::string>>{
                          {"cleanup.policy", "compact,delete"}, {"retention.ms", "2"}});
    const std::string shape =
        "requirement failed: Invalid topic config: all configs to be added must be in the format "
        "\"key=val\".";
    CHECK(config_error({"bogus"}) == shape);
    CHECK(config_error({"retention.ms="}) == shape);
    CHECK(config_error({"retention.ms=5=6"}) == shape);
    CHECK(config_error({"retention.ms=5="}).empty());
    CHECK(config_error({"bogus=1"}) == "Unknown topic config name: bogus");
    CHECK(config_error({"=1"}) == "Unknown topic config name: ");
    CHECK(is_topic_config("message.format.version"));
    CHECK_FALSE(is_topic_config("message.format"));
  }

  TEST_CASE("counts") {
    const std::string range = "The replication factor must be between 1 and 32767 inclusive";
    CHECK(creation_error({"--partitions", "0"}) == "The partitions must be greater than 0");
    CHECK(creation_error({"--replication-factor", "0"}) == range);
    CHECK(creation_error({"--replication-factor", "32768"}) == range);
    CHECK(creation_error({"--replication-factor", "0", "--partitions", "0"}) == range);
    const auto topic = new_topic(parsed({"--create", "--topic", "t", "--partitions", "+2"}));
    REQUIRE(topic);
    CHECK(topic->partitions == 2);
    CHECK_FALSE(topic->replication_factor);
  }
}

TEST_SUITE("kafka-topics: states of a partition") {
  TEST_CASE("replication factor during a reassignment") {
    auto moving = partition(0, 1, {1, 2, 3}, {1, 2});
    CHECK(replication_factor(moving) == 3);
    moving.reassignment = {{1, 2, 3}, {3}, {1}};
    CHECK(replication_factor(moving) == 2);
    CHECK_FALSE(is_under_replicated(moving));
    // It has ended between the two questions.
    moving.description.replicas = {5, 6};
    CHECK(replication_factor(moving) == 2);
  }

  TEST_CASE("filters") {
    const auto healthy = partition(0, 1, {1, 2}, {1, 2});
    const auto thin = partition(0, 1, {1, 2}, {1});
    const auto dead = partition(0, std::nullopt, {1, 2}, {});
    CHECK_FALSE(is_under_replicated(healthy));
    CHECK(is_under_replicated(thin));
    CHECK_FALSE(is_unavailable(healthy, {1}));
    CHECK(is_unavailable(healthy, {2}));
    CHECK(is_unavailable(dead, {1, 2}));
    CHECK(is_under_min_isr(thin, 2));
    CHECK_FALSE(is_under_min_isr(healthy, 2));
    CHECK(is_under_min_isr(dead, 0));
    CHECK(is_at_min_isr(healthy, 2));
    CHECK_FALSE(is_at_min_isr(thin, 2));
  }
}

TEST_SUITE("kafka-topics: text") {
  TEST_CASE("list") {
    CHECK(render_text(ListReport{}) == "\n");
    CHECK(render_text(ListReport{{{"a", {}, false}, {"b", {}, false}}}) == "a\nb\n");
  }

  TEST_CASE("create") {
    CHECK(render_text(CreateReport{"t", CreatedTopic{}, {}}) == "Created topic t.\n");
    CHECK(render_text(CreateReport{"t", std::nullopt, {}}).empty());
    CHECK(render_text(CreateReport{"t.", CreatedTopic{}, {"Mind."}}) ==
          "WARNING: Mind.\nCreated topic t..\n");
  }

  TEST_CASE("describe") {
    CHECK(
        render_text(described()) ==
        "Topic: b\tTopicId: T8SCBJdaQFa94kz1TM4njA\tPartitionCount: 2\tReplicationFactor: 2\t"
        "Configs: cleanup.policy=compact,secret=null\n"
        "\tTopic: b\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\tElr: \tLastKnownElr: 3\n"
        "\tTopic: b\tPartition: 1\tLeader: none\tReplicas: 2,1,3\tIsr: \tAdding Replicas: 3\t"
        "Removing Replicas: 1\tElr: N/A\tLastKnownElr: N/A\n"
        "Topic: a\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: \n"
        "\tTopic: a\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: N/A\tLastKnownElr: N/A\n");
  }

  TEST_CASE("describe shows headings or partitions alone") {
    DescribeReport report = described();
    report.topics.pop_back();
    report.show_topics = false;
    CHECK(render_text(report).starts_with("\tTopic: b\tPartition: 0"));
    report.show_topics = true;
    report.show_partitions = false;
    CHECK(render_text(report).find("\n\t") == std::string::npos);
    CHECK(render_text(DescribeReport{}).empty());
  }
}

TEST_SUITE("kafka-topics: JSON") {
  TEST_CASE("list, create, alter, delete") {
    CHECK(render_json(ListReport{}) == "{\"version\":1,\"topics\":[]}\n");
    CHECK(render_json(ListReport{{{"a", some_id, true}, {"b", {}, false}}}) ==
          "{\"version\":1,\"topics\":["
          "{\"name\":\"a\",\"topic_id\":\"T8SCBJdaQFa94kz1TM4njA\",\"internal\":true},"
          "{\"name\":\"b\",\"topic_id\":null,\"internal\":false}]}\n");
    CHECK(render_json(CreateReport{"t", CreatedTopic{some_id, 2, 1}, {}}) ==
          "{\"version\":1,\"topics\":[{\"name\":\"t\",\"topic_id\":\"T8SCBJdaQFa94kz1TM4njA\","
          "\"created\":true,\"partitions\":2,\"replication_factor\":1}]}\n");
    CHECK(render_json(CreateReport{"t", std::nullopt, {"Mind."}}) ==
          "{\"version\":1,\"topics\":[{\"name\":\"t\",\"topic_id\":null,\"created\":false,"
          "\"partitions\":null,\"replication_factor\":null}],\"warnings\":[\"Mind.\"]}\n");
    CHECK(render_json(AlterReport{{{"t", 4}}}) ==
          "{\"version\":1,\"topics\":[{\"name\":\"t\",\"partitions\":4}]}\n");
    CHECK(render_json(DeleteReport{{"t"}}) == "{\"version\":1,\"topics\":[{\"name\":\"t\"}]}\n");
  }

  TEST_CASE("bytes that are no UTF-8 do not break the output") {
    CHECK(nlohmann::json::accept(render_json(DeleteReport{{"t\xFF"}})));
  }

  TEST_CASE("describe") {
    const auto json = nlohmann::json::parse(render_json(described()));
    CHECK(json["version"] == 1);
    REQUIRE(json["topics"].size() == 2);
    CHECK(json["topics"][0]["name"] == "a");  // sorted, unlike the text
    CHECK(json["topics"][0]["internal"] == true);
    const auto& topic = json["topics"][1];
    CHECK(topic["partition_count"] == 2);
    CHECK(topic["configs"]["cleanup.policy"] == "compact");
    CHECK(topic["configs"]["secret"].is_null());
    CHECK(topic["partitions"][0]["elr"] == nlohmann::json::array());
    CHECK(topic["partitions"][0]["last_known_elr"] == nlohmann::json::array({3}));
    CHECK_FALSE(topic["partitions"][0].contains("adding_replicas"));
    CHECK(topic["partitions"][1]["leader"].is_null());
    CHECK(topic["partitions"][1]["elr"].is_null());
    CHECK(topic["partitions"][1]["removing_replicas"] == nlohmann::json::array({1}));
  }
}
