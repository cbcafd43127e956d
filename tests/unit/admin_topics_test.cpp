// Topics and what the controller answers.

#include <doctest/doctest.h>

#include "support/admin_client.hpp"
#include "support/fake_broker.hpp"

using namespace kpp;
using namespace kpp::test;
using wire::ApiKey;

namespace {

constexpr auto code(ErrorCode code) {
  return static_cast<std::int16_t>(code);
}

wire::CreateTopicsResponse created(const wire::CreateTopicsRequest& request,
                                   ErrorCode error = ErrorCode::none) {
  wire::CreateTopicsResponse answer;
  for (const auto& topic : request.topics) {
    auto& result = answer.topics.emplace_back();
    result.name = topic.name;
    result.error_code = code(error);
    result.num_partitions = 3;
    result.replication_factor = 1;
  }
  return answer;
}

NewTopic topic(std::string name) {
  NewTopic topic;
  topic.name = std::move(name);
  return topic;
}

std::string message_of(const auto& results, const std::string& key) {
  const auto* found = results.find(key);
  REQUIRE(found != nullptr);
  return *found ? "ok" : found->error().message();
}

}  // namespace

TEST_CASE("create: every topic has its own answer, in the broker's words or the code's") {
  FakeBroker broker;
  broker.on<wire::CreateTopicsRequest>([](const auto& request, std::int16_t) {
    auto answer = created(request);
    answer.topics[1].error_code = code(ErrorCode::topic_already_exists);
    answer.topics[1].error_message = "Topic 'b' already exists.";
    answer.topics[2].error_code = code(ErrorCode::invalid_partitions);
    answer.topics.resize(3);
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const NewTopic topics[] = {topic("a"), topic("b"), topic("c"), topic("d"), topic("")};
  const auto results = admin.create_topics(topics);
  REQUIRE(results);
  REQUIRE(results->size() == 5);
  CHECK(results->begin()->second->partitions == 3);
  CHECK(message_of(*results, "b") == "Topic 'b' already exists.");
  CHECK(message_of(*results, "c") == default_message(ErrorCode::invalid_partitions));
  CHECK(message_of(*results, "d") == "The broker's answer did not contain a result for topic d");
  CHECK(message_of(*results, "") == "The given topic name '' cannot be represented in a request.");
  CHECK(results->find("b")->error().topic() == "b");
  CHECK(results->find("b")->error().code() == ErrorCode::topic_already_exists);
}

TEST_CASE(
    "create: counts left out are the broker's own; configs, replicas and validate_only get "
    "through") {
  FakeBroker broker;
  broker.on<wire::CreateTopicsRequest>(
      [](const auto& request, std::int16_t) { return created(request); });
  Admin admin = admin_on(broker.address());
  NewTopic defaults = topic("a");
  NewTopic placed = topic("b");
  placed.replica_assignment = {{1, 2}, {2, 1}};
  placed.configs = {{"cleanup.policy", "compact"}};
  CreateTopicsOptions options;
  options.validate_only = true;
  options.timeout = 5s;
  const NewTopic topics[] = {defaults, placed};
  REQUIRE(admin.create_topics(topics, options));
  const wire::CreateTopicsRequest seen = broker.received<wire::CreateTopicsRequest>().at(0);
  REQUIRE(seen.topics.size() == 2);
  CHECK(seen.validate_only);
  CHECK(seen.timeout_ms <= 5000);
  CHECK(seen.timeout_ms > 3000);
  CHECK(seen.topics[0].num_partitions == -1);
  CHECK(seen.topics[0].replication_factor == -1);
  CHECK(seen.topics[1].assignments.size() == 2);
  CHECK(seen.topics[1].assignments[1].partition_index == 1);
  CHECK(seen.topics[1].assignments[1].broker_ids == std::vector<std::int32_t>{2, 1});
  CHECK(seen.topics[1].configs[0].value == "compact");
}

TEST_CASE("a controller that has moved is found, and asked only for what is open") {
  FakeBroker first(1);
  FakeBroker second(2);
  first.cluster({&first, &second}, 1);
  second.cluster({&first, &second}, 2);
  first.on<wire::CreateTopicsRequest>([&](const auto& request, std::int16_t) {
    auto answer = created(request, ErrorCode::not_controller);
    answer.topics[0].error_code = code(ErrorCode::topic_already_exists);
    first.cluster({&first, &second}, 2);  // elected meanwhile
    return answer;
  });
  second.on<wire::CreateTopicsRequest>(
      [](const auto& request, std::int16_t) { return created(request); });
  Admin admin = admin_on(first.address());
  const NewTopic topics[] = {topic("a"), topic("b"), topic("c")};
  const auto results = admin.create_topics(topics);
  REQUIRE(results);
  CHECK(!results->find("a")->has_value());
  CHECK(results->find("b")->has_value());
  CHECK(results->find("c")->has_value());
  CHECK(first.received<wire::CreateTopicsRequest>().at(0).topics.size() == 3);
  CHECK(second.received<wire::CreateTopicsRequest>().at(0).topics.size() == 2);
}

TEST_CASE("with KRaft any broker is asked; one that knows better is believed") {
  FakeBroker first(1);
  FakeBroker second(2);
  for (FakeBroker* broker : {&first, &second}) {
    broker->cluster({&first, &second}, 2);
    broker->speaks(wire::DescribeQuorumRequest::api_key, wire::DescribeQuorumRequest::versions);
  }
  bool passes_on = true;
  first.on<wire::CreateTopicsRequest>([&](const auto& request, std::int16_t) {
    return created(request, passes_on ? ErrorCode::none : ErrorCode::not_controller);
  });
  second.on<wire::CreateTopicsRequest>(
      [](const auto& request, std::int16_t) { return created(request); });
  Admin admin = admin_on(first.address());
  const NewTopic one = topic("a");
  REQUIRE(admin.create_topics({&one, 1}));
  CHECK(first.received<wire::MetadataRequest>().empty());
  CHECK(second.received<wire::CreateTopicsRequest>().empty());

  passes_on = false;
  const auto results = admin.create_topics({&one, 1});
  REQUIRE(results);
  CHECK(results->find("a")->has_value());
  CHECK(second.received<wire::CreateTopicsRequest>().size() == 1);
}

TEST_CASE("no controller for the whole time: a timeout that says why") {
  FakeBroker broker;
  broker.cluster({&broker}, -1);
  Admin admin = admin_on(broker.address());
  CreateTopicsOptions options;
  options.timeout = 200ms;
  const NewTopic one = topic("a");
  const auto results = admin.create_topics({&one, 1}, options);
  REQUIRE(!results);
  CHECK(results.error().code() == ErrorCode::timed_out);
  CHECK(results.error().message() ==
        "timed out; the last attempt failed: The cluster has no active controller just now");
}

TEST_CASE("items answered before the deadline keep their answers") {
  FakeBroker broker;
  broker.on<wire::CreateTopicsRequest>([](const auto& request, std::int16_t) {
    auto answer = created(request, ErrorCode::throttling_quota_exceeded);
    if (request.topics.size() == 2) answer.topics[0].error_code = 0;
    return answer;
  });
  Admin admin = admin_on(broker.address());
  CreateTopicsOptions options;
  options.timeout = 200ms;
  const NewTopic topics[] = {topic("a"), topic("b")};
  const auto results = admin.create_topics(topics, options);
  REQUIRE(results);
  CHECK(results->find("a")->has_value());
  REQUIRE(!results->find("b")->has_value());
  CHECK(results->find("b")->error().code() == ErrorCode::timed_out);
}

TEST_CASE("retries bounds the repetitions") {
  FakeBroker broker;
  broker.on<wire::CreateTopicsRequest>([](const auto& request, std::int16_t) {
    return created(request, ErrorCode::not_controller);
  });
  Admin admin = admin_on(broker.address(), {{"retries", "2"}});
  const NewTopic one = topic("a");
  const auto results = admin.create_topics({&one, 1});
  REQUIRE(results);
  CHECK(results->first_error()->code() == ErrorCode::not_controller);
  CHECK(broker.count(ApiKey::create_topics) == 3);
}

TEST_CASE("delete: by name to old and new brokers") {
  for (const auto version : std::initializer_list<std::int16_t>{1, 4, 5, 6}) {
    CAPTURE(version);
    FakeBroker broker;
    broker.speaks(ApiKey::delete_topics, wire::between(0, version));
    broker.on<wire::DeleteTopicsRequest>([&](const auto& request, std::int16_t) {
      wire::DeleteTopicsResponse answer;
      if (version < 6) {
        for (const auto& name : request.topic_names) answer.responses.push_back({name, {}, 0, {}});
      } else {
        for (const auto& named : request.topics)
          answer.responses.push_back({named.name, {}, 0, {}});
      }
      answer.responses.at(1).error_code = code(ErrorCode::unknown_topic_or_partition);
      return answer;
    });
    Admin admin = admin_on(broker.address());
    const std::string names[] = {"a", "b"};
    const auto results = admin.delete_topics(names);
    REQUIRE(results);
    CHECK(message_of(*results, "a") == "ok");
    CHECK(message_of(*results, "b") == default_message(ErrorCode::unknown_topic_or_partition));
  }
}

TEST_CASE("create partitions: the count, the replicas, the broker's refusal") {
  FakeBroker broker;
  broker.on<wire::CreatePartitionsRequest>([](const auto&, std::int16_t) {
    wire::CreatePartitionsResponse answer;
    answer.results.push_back({"a", 0, {}});
    answer.results.push_back(
        {"b", code(ErrorCode::invalid_partitions), "would not be an increase."});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const NewPartitions more[] = {{"a", 5, {}}, {"b", 2, {{1}, {2}}}};
  const auto results = admin.create_partitions(more);
  REQUIRE(results);
  CHECK(message_of(*results, "a") == "ok");
  CHECK(message_of(*results, "b") == "would not be an increase.");
  const auto seen = broker.received<wire::CreatePartitionsRequest>().at(0);
  CHECK(seen.topics[0].count == 5);
  CHECK(!seen.topics[0].assignments);
  CHECK(seen.topics[1].assignments->size() == 2);
}

TEST_CASE("no look at topics ever allows the broker to create one") {
  FakeBroker broker;
  broker.lacks(ApiKey::describe_topic_partitions);
  Admin admin = admin_on(broker.address());
  CHECK(admin.list_topics());
  const std::string name = "missing";
  const auto described = admin.describe_topics({&name, 1});
  REQUIRE(described);
  CHECK(described->first_error()->message() == "Topic missing not found.");
  const std::pair<TopicPartition, OffsetSpec> query{{"missing", 0}, OffsetSpec::latest()};
  CHECK(admin.list_offsets({&query, 1}));
  const auto asked = broker.received<wire::MetadataRequest>();
  CHECK(asked.size() >= 3);
  for (const auto& request : asked) CHECK(!request.allow_auto_topic_creation);
}

TEST_CASE("describe: pages are asked for until the cursor is gone, and put together") {
  FakeBroker broker;
  broker.on_numbered<wire::DescribeTopicPartitionsRequest>([](const auto&, std::int16_t, int page) {
    wire::DescribeTopicPartitionsResponse answer;
    const auto add = [&](const char* name, std::vector<std::int32_t> partitions) {
      auto& topic = answer.topics.emplace_back();
      topic.name = name;
      for (const std::int32_t partition : partitions) {
        auto& described = topic.partitions.emplace_back();
        described.partition_index = partition;
        described.leader_id = partition == 0 ? -1 : 7;
        described.replica_nodes = {7, 8};
        described.eligible_leader_replicas = std::vector<std::int32_t>{8};
      }
    };
    if (page == 0) {
      add("a", {0, 1});
      answer.next_cursor = {"b", 0};
    } else if (page == 1) {
      add("b", {1, 0});
      answer.next_cursor = {"b", 2};
    } else {
      add("b", {2});
      auto& missing = answer.topics.emplace_back();
      missing.name = "c";
      missing.error_code = code(ErrorCode::unknown_topic_or_partition);
    }
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::string names[] = {"c", "b", "a", "b"};
  DescribeTopicsOptions options;
  options.partition_limit_per_response = 2;
  const auto topics = admin.describe_topics(names, options);
  REQUIRE(topics);
  const auto pages = broker.received<wire::DescribeTopicPartitionsRequest>();
  REQUIRE(pages.size() == 3);
  CHECK(!pages[0].cursor);
  CHECK(pages[1].cursor == wire::DescribeTopicPartitionsRequest::Cursor{"b", 0});
  CHECK(pages[2].cursor == wire::DescribeTopicPartitionsRequest::Cursor{"b", 2});
  for (const auto& page : pages) {
    CHECK(page.response_partition_limit == 2);
    CHECK(page.topics.size() == 3);
    CHECK(page.topics.at(0).name == "a");
  }
  CHECK(topics->size() == 4);
  CHECK(message_of(*topics, "c") == default_message(ErrorCode::unknown_topic_or_partition));
  const TopicDescription& b = topics->find("b")->value();
  REQUIRE(b.partitions.size() == 3);
  for (std::int32_t i = 0; i < 3; ++i)
    CHECK(b.partitions[static_cast<std::size_t>(i)].partition == i);
  CHECK(!b.partitions[0].leader);
  CHECK(b.partitions[1].leader == 7);
  CHECK(b.partitions[1].elr == std::vector<std::int32_t>{8});
  CHECK(b.partitions[1].last_known_elr == std::vector<std::int32_t>{});
  CHECK(topics->find("a")->value().partitions.size() == 2);
  CHECK((topics->begin() + 3)->second->partitions.size() == 3);
}

TEST_CASE("describe: a cursor that does not advance ends it, with an error for what is missing") {
  FakeBroker broker;
  broker.on<wire::DescribeTopicPartitionsRequest>([](const auto&, std::int16_t) {
    wire::DescribeTopicPartitionsResponse answer;
    answer.next_cursor = {"a", 5};
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::string name = "a";
  const auto topics = admin.describe_topics({&name, 1});
  REQUIRE(topics);
  CHECK(topics->first_error()->code() == ErrorCode::malformed_response);
  CHECK(broker.count(ApiKey::describe_topic_partitions) == 2);
}

TEST_CASE("describe: brokers without the paged request are asked for metadata, and report no ELR") {
  FakeBroker broker;
  broker.lacks(ApiKey::describe_topic_partitions);
  broker.on<wire::MetadataRequest>([](const auto& request, std::int16_t) {
    wire::MetadataResponse answer;
    for (const auto& wanted : *request.topics) {
      auto& topic = answer.topics.emplace_back();
      topic.name = wanted.name;
      topic.is_internal = true;
      auto& partition = topic.partitions.emplace_back();
      partition.leader_id = 4;
      partition.error_code = code(ErrorCode::replica_not_available);
    }
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::string names[] = {"x", "y"};
  const auto topics = admin.describe_topics(names);
  REQUIRE(topics);
  REQUIRE(topics->all_ok());
  CHECK(topics->find("y")->value().internal);
  CHECK(topics->find("y")->value().partitions.at(0).leader == 4);
  CHECK(!topics->find("y")->value().partitions.at(0).elr);
}

TEST_CASE("describe by id: found, unknown, zero") {
  FakeBroker broker;
  const Uuid known = Uuid::parse("AAAAAAAAAAAAAAAAAAAAAQ").value();
  const Uuid unknown = Uuid::parse("AAAAAAAAAAAAAAAAAAAAAg").value();
  broker.on<wire::MetadataRequest>([&](const auto& request, std::int16_t) {
    wire::MetadataResponse answer;
    for (const auto& wanted : *request.topics) {
      auto& topic = answer.topics.emplace_back();
      topic.topic_id = wanted.topic_id;
      if (wanted.topic_id == known) {
        topic.name = "found";
      } else {
        topic.error_code = code(ErrorCode::unknown_topic_id);
      }
    }
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const Uuid ids[] = {known, unknown, Uuid{}};
  const auto topics = admin.describe_topics_by_id(ids);
  REQUIRE(topics);
  CHECK(broker.last_version(ApiKey::metadata) >= 12);
  CHECK(topics->find(known)->value().name == "found");
  CHECK(topics->find(unknown)->error().message() == "TopicId AAAAAAAAAAAAAAAAAAAAAg not found.");
  CHECK(topics->find(Uuid{})->error().code() == ErrorCode::invalid_topic_exception);
}

TEST_CASE("topics are listed by name, internal ones marked") {
  FakeBroker broker;
  broker.on<wire::MetadataRequest>([](const auto&, std::int16_t) {
    wire::MetadataResponse answer;
    for (const char* name : {"b", "__consumer_offsets", "a"}) {
      auto& topic = answer.topics.emplace_back();
      topic.name = name;
      topic.is_internal = std::string_view(name).starts_with("__");
    }
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const auto topics = admin.list_topics();
  REQUIRE(topics);
  CHECK(!broker.received<wire::MetadataRequest>().at(0).topics);
  REQUIRE(topics->size() == 3);
  CHECK((*topics)[0].name == "__consumer_offsets");
  CHECK((*topics)[0].internal);
  CHECK((*topics)[2].name == "b");
}

TEST_CASE("a cluster is described by either request") {
  FakeBroker broker(3);
  broker.on<wire::DescribeClusterRequest>([](const auto&, std::int16_t) {
    wire::DescribeClusterResponse answer;
    answer.cluster_id = "modern";
    answer.controller_id = 2;
    answer.brokers = {{2, "b", 9, "rack", false}, {1, "a", 9, {}, true}};
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const auto modern = admin.describe_cluster();
  REQUIRE(modern);
  CHECK(modern->cluster_id == "modern");
  CHECK(modern->controller_id == 2);
  REQUIRE(modern->nodes.size() == 2);
  CHECK(modern->nodes[0].id == 1);
  CHECK(modern->nodes[0].fenced);
  CHECK(modern->nodes[1].rack == "rack");

  FakeBroker old(3);
  old.lacks(ApiKey::describe_cluster);
  Admin admin_of_old = admin_on(old.address());
  const auto described = admin_of_old.describe_cluster();
  REQUIRE(described);
  CHECK(described->cluster_id == "fake-cluster");
  CHECK(described->controller_id == 3);
  CHECK(described->nodes.at(0).port == old.port());
}

TEST_CASE("configs: a broker's own are asked of it, the rest of any") {
  FakeBroker first(1);
  FakeBroker second(2);
  for (FakeBroker* broker : {&first, &second}) {
    broker->cluster({&first, &second}, 1);
    broker->on<wire::DescribeConfigsRequest>([broker](const auto& request, std::int16_t) {
      wire::DescribeConfigsResponse answer;
      for (const auto& resource : request.resources) {
        auto& result = answer.results.emplace_back();
        result.resource_type = resource.resource_type;
        result.resource_name = resource.resource_name;
        if (resource.resource_name == "gone") {
          result.error_code = code(ErrorCode::unknown_topic_or_partition);
          continue;
        }
        auto& config = result.configs.emplace_back();
        config.name = "asked";
        config.value = std::to_string(broker->id());
        config.config_source = 5;
      }
      return answer;
    });
  }
  Admin admin = admin_on(first.address());
  const ConfigResource resources[] = {
      {ConfigResourceType::topic, "t"},  {ConfigResourceType::broker, "2"},
      {ConfigResourceType::broker, "1"}, {ConfigResourceType::topic, "gone"},
      {ConfigResourceType::broker, "x"}, {ConfigResourceType::broker, "9"}};
  const auto configs = admin.describe_configs(resources);
  REQUIRE(configs);
  const auto value = [&](std::size_t i) {
    const auto& result = configs->find(resources[i]);
    return *result ? result->value().at(0).value.value() : result->error().message();
  };
  CHECK(value(0) == "1");
  CHECK(value(1) == "2");
  CHECK(value(2) == "1");
  CHECK(value(3) == default_message(ErrorCode::unknown_topic_or_partition));
  CHECK(value(4) == "Invalid broker id 'x': it must be a number");
  CHECK(value(5) == "broker 9 is not part of the cluster");
  CHECK(configs->find(resources[0])->value().at(0).source == ConfigSource::default_value);
}

TEST_CASE("reassignments: of all, of some, none") {
  FakeBroker broker;
  broker.on<wire::ListPartitionReassignmentsRequest>([](const auto& request, std::int16_t) {
    wire::ListPartitionReassignmentsResponse answer;
    if (request.topics && request.topics->empty()) return answer;
    auto& topic = answer.topics.emplace_back();
    topic.name = request.topics ? request.topics->at(0).name : "everything";
    topic.partitions.push_back({1, {1, 2, 3}, {3}, {1}});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const auto all = admin.list_partition_reassignments();
  REQUIRE(all);
  CHECK(all->at({"everything", 1}).adding_replicas == std::vector<std::int32_t>{3});
  const TopicPartition wanted[] = {{"t", 1}};
  CHECK(admin.list_partition_reassignments(wanted)->contains({"t", 1}));
  CHECK(admin.list_partition_reassignments(std::span<const TopicPartition>())->empty());
}
