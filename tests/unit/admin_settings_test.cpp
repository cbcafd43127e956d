// Settings, quotas, passwords, and calls to controllers.

#include <doctest/doctest.h>

#include <algorithm>

#include "support/admin_client.hpp"
#include "support/fake_broker.hpp"

using namespace kpp;
using namespace kpp::test;
using wire::ApiKey;

namespace {

constexpr auto code(ErrorCode code) {
  return static_cast<std::int16_t>(code);
}

wire::IncrementalAlterConfigsResponse altered(const wire::IncrementalAlterConfigsRequest& request) {
  wire::IncrementalAlterConfigsResponse answer;
  for (const auto& resource : request.resources) {
    auto& result = answer.responses.emplace_back();
    result.resource_type = resource.resource_type;
    result.resource_name = resource.resource_name;
  }
  return answer;
}

ConfigAlteration alteration(ConfigResourceType type, std::string name) {
  return {{type, std::move(name)}, {ConfigChange::set("a", "1"), ConfigChange::remove("b")}};
}

/// A controller that tells of itself and of who is active.
void be_controllers(std::initializer_list<FakeBroker*> controllers, std::int32_t active) {
  wire::DescribeClusterResponse answer;
  answer.cluster_id = "c";
  answer.endpoint_type = 2;
  answer.controller_id = active;
  for (FakeBroker* controller : controllers)
    answer.brokers.push_back({controller->id(), "127.0.0.1", controller->port(), {}, false});
  for (FakeBroker* controller : controllers)
    controller->on<wire::DescribeClusterRequest>(
        [answer](const auto& request, std::int16_t) mutable {
          answer.error_code = request.endpoint_type == 2 ? 0 : code(ErrorCode::invalid_request);
          return answer;
        });
}

/// Each resource has one setting with its own name.
wire::DescribeConfigsResponse described(const wire::DescribeConfigsRequest& request) {
  wire::DescribeConfigsResponse answer;
  for (const auto& resource : request.resources) {
    auto& result = answer.results.emplace_back();
    result.resource_type = resource.resource_type;
    result.resource_name = resource.resource_name;
    result.configs.emplace_back().name = resource.resource_name;
  }
  return answer;
}

std::vector<ConfigResource> many_topics() {
  std::vector<ConfigResource> topics;
  topics.reserve(250);
  for (int i = 0; i < 250; ++i)
    topics.push_back({ConfigResourceType::topic, "t" + std::to_string(i)});
  return topics;
}

void check_all_described(Admin& admin, const std::vector<ConfigResource>& topics) {
  const auto results = admin.describe_configs(topics);
  REQUIRE(results);
  REQUIRE(results->size() == topics.size());
  for (const ConfigResource& topic : topics) {
    const auto& entries = *results->find(topic);
    REQUIRE(entries);
    CHECK(entries->front().name == topic.name);
  }
}

Admin admin_on_controllers(const std::string& addresses) {
  Config config;
  REQUIRE(config.set("bootstrap.controllers", addresses));
  REQUIRE(config.set("retry.backoff.ms", "5"));
  Result<Admin> admin = Admin::create(config);
  REQUIRE(admin);
  return *std::move(admin);
}

}  // namespace

TEST_CASE("settings: a broker's own go to it, all others to any broker, and each has its answer") {
  FakeBroker first(1);
  FakeBroker second(2);
  first.cluster({&first, &second}, 1);
  second.cluster({&first, &second}, 1);
  first.on<wire::IncrementalAlterConfigsRequest>(
      [](const auto& request, std::int16_t) { return altered(request); });
  second.on<wire::IncrementalAlterConfigsRequest>([](const auto& request, std::int16_t) {
    auto answer = altered(request);
    answer.responses[0].error_code = code(ErrorCode::invalid_config);
    answer.responses[0].error_message = "no";
    return answer;
  });
  Admin admin = admin_on(first.address());
  const ConfigAlteration all[] = {alteration(ConfigResourceType::topic, "t"),
                                  alteration(ConfigResourceType::broker, ""),
                                  alteration(ConfigResourceType::broker, "2"),
                                  alteration(ConfigResourceType::broker_logger, "2"),
                                  alteration(ConfigResourceType::broker, "x")};
  AlterConfigsOptions options;
  options.validate_only = true;
  const auto results = admin.alter_configs(all, options);
  REQUIRE(results);
  REQUIRE(results->size() == 5);
  const auto result_of = [&](std::size_t i) { return *results->find(all[i].resource); };
  CHECK(result_of(0));
  CHECK(result_of(1));
  CHECK(result_of(2).error().message() == "no");
  CHECK(result_of(3));
  CHECK(result_of(4).error().message() == "Invalid broker id 'x': it must be a number");

  const auto seen = first.received<wire::IncrementalAlterConfigsRequest>().at(0);
  CHECK(seen.validate_only);
  REQUIRE(seen.resources.size() == 2);
  REQUIRE(seen.resources[0].configs.size() == 2);
  CHECK(seen.resources[0].configs[0].value == "1");
  CHECK(seen.resources[0].configs[1].config_operation == 1);
  CHECK_FALSE(seen.resources[0].configs[1].value);
  CHECK(second.received<wire::IncrementalAlterConfigsRequest>().at(0).resources.size() == 2);
}

TEST_CASE("settings: a broker that lists client metrics only is asked for no more (KIP-714)") {
  FakeBroker broker;
  broker.speaks(ApiKey::list_config_resources, {0, 0});
  broker.on<wire::ListConfigResourcesRequest>([](const auto&, std::int16_t) {
    wire::ListConfigResourcesResponse answer;
    answer.config_resources.push_back({"m", 16});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const ConfigResourceType metrics = ConfigResourceType::client_metrics;
  const auto listed = admin.list_config_resources({&metrics, 1});
  REQUIRE(listed);
  CHECK(*listed == std::vector<ConfigResource>{{ConfigResourceType::client_metrics, "m"}});
  const auto all = admin.list_config_resources();
  REQUIRE_FALSE(all);
  CHECK(all.error().code() == ErrorCode::unsupported_by_broker);
}

TEST_CASE("settings: those of many topics come in parts, over two connections") {
  FakeBroker broker;
  broker.on<wire::DescribeConfigsRequest>(
      [](const auto& request, std::int16_t) { return described(request); });
  Admin admin = admin_on(broker.address());
  check_all_described(admin, many_topics());
  CHECK(broker.count(ApiKey::describe_configs) == 3);
  CHECK(broker.connections() == 2);
  check_all_described(admin, {{ConfigResourceType::topic, "t"}});
  CHECK(broker.connections() == 2);
}

TEST_CASE("settings: a broker that allows one connection tells all over that one") {
  FakeBroker broker;
  broker.on<wire::DescribeConfigsRequest>(
      [](const auto& request, std::int16_t) { return described(request); });
  broker.on_raw(ApiKey::api_versions, [&](const FakeBroker::Request& request) {
    if (request.number > 0) return FakeBroker::Reply{{}, true, {}};
    return FakeBroker::reply<wire::ApiVersionsRequest>(broker.versions(), request);
  });
  Admin admin = admin_on(broker.address());
  check_all_described(admin, many_topics());
  CHECK(broker.connections() > 1);
}

TEST_CASE("quotas: no name is the default, no value takes away") {
  FakeBroker broker;
  broker.on<wire::AlterClientQuotasRequest>([](const auto& request, std::int16_t) {
    wire::AlterClientQuotasResponse answer;
    for (const auto& entry : request.entries) {
      auto& result = answer.entries.emplace_back();
      for (const auto& part : entry.entity)
        result.entity.push_back({part.entity_type, part.entity_name});
    }
    std::ranges::reverse(answer.entries);
    answer.entries[0].error_code = code(ErrorCode::invalid_request);
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const QuotaEntity of_alice{{{quota_user, "alice"}, {quota_client_id, std::nullopt}}};
  const QuotaEntity of_all{{{quota_user, std::nullopt}}};
  const QuotaAlteration alterations[] = {
      {of_alice, {{"producer_byte_rate", 1.5}, {"request_percentage", std::nullopt}}},
      {of_all, {{"producer_byte_rate", 2}}}};
  const auto results = admin.alter_client_quotas(alterations);
  REQUIRE(results);
  CHECK(*results->find(of_alice));
  CHECK(results->find(of_all)->error().code() == ErrorCode::invalid_request);
  const auto seen = broker.received<wire::AlterClientQuotasRequest>().at(0).entries.at(0);
  CHECK(seen.entity.at(0).entity_type == "client-id");
  CHECK_FALSE(seen.entity.at(0).entity_name);
  CHECK(seen.ops.at(0).value == 1.5);
  CHECK_FALSE(seen.ops.at(0).remove);
  CHECK(seen.ops.at(1).remove);
}

TEST_CASE("passwords: salted before they are sent, and never sent themselves") {
  FakeBroker broker;
  broker.on<wire::AlterUserScramCredentialsRequest>([](const auto&, std::int16_t) {
    wire::AlterUserScramCredentialsResponse answer;
    answer.results.push_back({"alice", 0, {}});
    answer.results.push_back({"bob", code(ErrorCode::resource_not_found), {}});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const ScramAlteration alterations[] = {
      ScramAlteration::set("alice", ScramMechanism::sha_512, "secret"),
      ScramAlteration::remove("bob", ScramMechanism::sha_256)};
  const auto results = admin.alter_scram_credentials(alterations);
  REQUIRE(results);
  CHECK(*results->find("alice"));
  CHECK(results->find("bob")->error().code() == ErrorCode::resource_not_found);
  const auto seen = broker.received<wire::AlterUserScramCredentialsRequest>().at(0);
  REQUIRE(seen.upsertions.size() == 1);
  CHECK(seen.upsertions[0].iterations == 4096);
  CHECK(seen.upsertions[0].mechanism == 2);
  CHECK(seen.upsertions[0].salt.size() == 32);
  CHECK(seen.upsertions[0].salted_password.size() == 64);
  CHECK(seen.deletions.at(0).name == "bob");
}

TEST_CASE("controllers: what any of them may answer goes to the active one (KIP-919)") {
  FakeBroker idle(1);
  FakeBroker active(2);
  be_controllers({&idle, &active}, 2);
  active.on<wire::IncrementalAlterConfigsRequest>(
      [](const auto& request, std::int16_t) { return altered(request); });
  Admin admin = admin_on_controllers(idle.address());
  const ConfigAlteration all[] = {alteration(ConfigResourceType::topic, "t"),
                                  alteration(ConfigResourceType::broker, "1")};
  const auto results = admin.alter_configs(all);
  REQUIRE(results);
  CHECK(results->all_ok());
  CHECK(active.count(ApiKey::incremental_alter_configs) == 1);
  CHECK(idle.count(ApiKey::incremental_alter_configs) == 0);
  CHECK(idle.count(ApiKey::metadata) == 0);

  const auto cluster = admin.describe_cluster();
  REQUIRE(cluster);
  CHECK(cluster->controller_id == 2);
  CHECK(cluster->nodes.size() == 2);
}

TEST_CASE("controllers: each tells its own settings, and the levels of its loggers are set there") {
  FakeBroker idle(1);
  FakeBroker active(2);
  be_controllers({&idle, &active}, 2);
  for (FakeBroker* controller : {&idle, &active}) {
    controller->on<wire::IncrementalAlterConfigsRequest>(
        [](const auto& request, std::int16_t) { return altered(request); });
    controller->on<wire::DescribeConfigsRequest>(
        [](const auto& request, std::int16_t) { return described(request); });
  }
  Admin admin = admin_on_controllers(idle.address());
  const ConfigResource resources[] = {{ConfigResourceType::broker, "1"},
                                      {ConfigResourceType::broker, "2"},
                                      {ConfigResourceType::broker, "77"}};
  CHECK(admin.describe_configs(resources)->all_ok());
  const auto told = idle.received<wire::DescribeConfigsRequest>();
  REQUIRE(told.size() == 1);
  REQUIRE(told[0].resources.size() == 1);
  CHECK(told[0].resources[0].resource_name == "1");
  CHECK(active.count(ApiKey::describe_configs) == 2);

  const ConfigAlteration level = alteration(ConfigResourceType::broker_logger, "1");
  CHECK(admin.alter_configs({&level, 1})->all_ok());
  CHECK(idle.count(ApiKey::incremental_alter_configs) == 1);
}

TEST_CASE("controllers: one that is active no more is asked once, then the next") {
  FakeBroker first(1);
  FakeBroker second(2);
  be_controllers({&first, &second}, 1);
  first.on<wire::IncrementalAlterConfigsRequest>([&](const auto& request, std::int16_t) {
    auto answer = altered(request);
    answer.responses[0].error_code = code(ErrorCode::not_controller);
    be_controllers({&first, &second}, 2);
    return answer;
  });
  second.on<wire::IncrementalAlterConfigsRequest>(
      [](const auto& request, std::int16_t) { return altered(request); });
  Admin admin = admin_on_controllers(first.address());
  const ConfigAlteration one = alteration(ConfigResourceType::topic, "t");
  const auto results = admin.alter_configs({&one, 1});
  REQUIRE(results);
  CHECK(results->all_ok());
  CHECK(first.count(ApiKey::incremental_alter_configs) == 1);
  CHECK(second.count(ApiKey::incremental_alter_configs) == 1);
}

TEST_CASE("controllers: a broker in their place is told apart at once") {
  FakeBroker broker;
  broker.on<wire::DescribeClusterRequest>([](const auto&, std::int16_t) {
    wire::DescribeClusterResponse answer;
    answer.error_code = code(ErrorCode::mismatched_endpoint_type);
    return answer;
  });
  Admin admin = admin_on_controllers(broker.address());
  const ConfigAlteration one = alteration(ConfigResourceType::topic, "t");
  const auto results = admin.alter_configs({&one, 1});
  REQUIRE_FALSE(results);
  CHECK(results.error().code() == ErrorCode::mismatched_endpoint_type);
  CHECK(broker.count(ApiKey::describe_cluster) == 1);
}

TEST_CASE("controllers: one in the place of a broker is told apart at once") {
  FakeBroker controller;
  controller.lacks(ApiKey::metadata);
  Admin admin = admin_on(controller.address());
  const auto topics = admin.list_topics();
  REQUIRE_FALSE(topics);
  CHECK(topics.error().code() == ErrorCode::mismatched_endpoint_type);
  CHECK(topics.error().message() ==
        "The request was sent to an endpoint of type CONTROLLER, but we wanted an endpoint of "
        "type BROKER");
  CHECK(controller.connections() == 1);
}
