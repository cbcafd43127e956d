// ACLs, delegation tokens, features and transactions: what brokers say, and what is made of it.

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

/// Every id has this broker as its coordinator; an id of a group would be another key type.
void coordinate_transactions(FakeBroker& broker) {
  broker.on<wire::FindCoordinatorRequest>([&](const auto& request, std::int16_t) {
    wire::FindCoordinatorResponse answer;
    for (const std::string& key : request.coordinator_keys) {
      auto& coordinator = answer.coordinators.emplace_back();
      coordinator.key = key;
      coordinator.node_id = broker.id();
      coordinator.host = "127.0.0.1";
      coordinator.port = broker.port();
      if (request.key_type != 1) coordinator.error_code = code(ErrorCode::invalid_request);
    }
    return answer;
  });
}

}  // namespace

TEST_CASE("ACLs: what only a newer broker knows is unknown, and deletions have their own errors") {
  FakeBroker broker;
  broker.on<wire::DescribeAclsRequest>([](const auto&, std::int16_t) {
    wire::DescribeAclsResponse answer;
    answer.resources.push_back({99, "r", 3, {{"User:a", "*", 99, 3}}});
    return answer;
  });
  broker.on<wire::DeleteAclsRequest>([](const auto&, std::int16_t) {
    wire::DeleteAclsResponse answer;
    auto& result = answer.filter_results.emplace_back();
    result.matching_acls.push_back({0, {}, 2, "t", 3, "User:a", "*", 3, 3});
    result.matching_acls.push_back(
        {code(ErrorCode::unknown_server_error), "no", 2, "u", 4, "User:a", "*", 3, 2});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const auto found = admin.describe_acls();
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().resource_type == AclResourceType::unknown);
  CHECK(found->front().operation == AclOperation::unknown);
  CHECK(found->front().permission == AclPermission::allow);

  const AclFilter any;
  const auto deleted = admin.delete_acls({&any, 1});
  REQUIRE(deleted);
  REQUIRE(deleted->all_ok());
  const DeletedAcls& acls = *deleted->begin()->second;
  REQUIRE(acls.size() == 2);
  CHECK(acls.begin()->first.resource_name == "t");
  CHECK(acls.first_error()->message() == "no");
}

TEST_CASE("delegation tokens: made for another owner, with renewers and a lifetime") {
  FakeBroker broker;
  broker.on<wire::CreateDelegationTokenRequest>([](const auto& request, std::int16_t) {
    wire::CreateDelegationTokenResponse answer;
    answer.principal_type = request.owner_principal_type.value_or("");
    answer.principal_name = request.owner_principal_name.value_or("");
    answer.token_requester_principal_type = "User";
    answer.token_requester_principal_name = request.renewers.at(0).principal_name;
    answer.issue_timestamp_ms = 1;
    answer.expiry_timestamp_ms = 2;
    answer.max_timestamp_ms = request.max_lifetime_ms;
    answer.token_id = "token";
    answer.hmac = {std::byte{7}};
    return answer;
  });
  broker.on<wire::RenewDelegationTokenRequest>([](const auto& request, std::int16_t) {
    wire::RenewDelegationTokenResponse answer;
    answer.expiry_timestamp_ms = request.renew_period_ms;
    return answer;
  });
  Admin admin = admin_on(broker.address());
  CreateTokenOptions options;
  options.owner = Principal{"User", "alice"};
  options.renewers = {{"User", "bob"}};
  options.max_lifetime = 1h;
  const auto token = admin.create_delegation_token(options);
  REQUIRE(token);
  CHECK(token->token_id == "token");
  CHECK(token->owner == Principal{"User", "alice"});
  CHECK(token->requester == Principal{"User", "bob"});
  CHECK(token->cannot_outlive == 3600000);
  CHECK(token->hmac == std::vector{std::byte{7}});
  CHECK(admin.renew_delegation_token(token->hmac).value() == -1);
  CHECK(admin.renew_delegation_token(token->hmac, 5s).value() == 5000);
}

TEST_CASE("features: an old controller knows downgrades, but not of which kind") {
  FakeBroker broker;
  broker.speaks(ApiKey::update_features, {0, 0});
  broker.on<wire::UpdateFeaturesRequest>([](const auto& request, std::int16_t) {
    wire::UpdateFeaturesResponse answer;
    for (const auto& update : request.feature_updates)
      answer.results.push_back(
          {update.feature,
           update.allow_downgrade ? code(ErrorCode::feature_update_failed) : std::int16_t{0},
           {}});
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const FeatureUpdate updates[] = {{"up", 2}, {"down", 1, FeatureUpgrade::safe_downgrade}};
  const auto results = admin.update_features(updates);
  REQUIRE(results);
  CHECK(*results->find("up"));
  CHECK(results->find("down")->error().code() == ErrorCode::feature_update_failed);
  UpdateFeaturesOptions check_only;
  check_only.validate_only = true;
  const auto unable = admin.update_features(updates, check_only);
  REQUIRE(unable);
  CHECK(unable->find("up")->error().code() == ErrorCode::unsupported_by_broker);
}

TEST_CASE("transactions: those of all brokers, and beside them what one broker could not say") {
  FakeBroker first(1);
  FakeBroker second(2);
  first.cluster({&first, &second}, 1);
  second.cluster({&first, &second}, 1);
  first.on<wire::ListTransactionsRequest>([](const auto& request, std::int16_t) {
    wire::ListTransactionsResponse answer;
    if (request.duration_filter == 60000 && request.state_filters.at(0) == "Ongoing") {
      answer.transaction_states.push_back({"b", 7, "Ongoing"});
      answer.transaction_states.push_back({"a", 8, "StateOfTheFuture"});
    }
    return answer;
  });
  second.on<wire::ListTransactionsRequest>([](const auto&, std::int16_t) {
    wire::ListTransactionsResponse answer;
    answer.error_code = code(ErrorCode::cluster_authorization_failed);
    return answer;
  });
  Admin admin = admin_on(first.address());
  ListTransactionsOptions options;
  options.states = {TransactionState::ongoing};
  options.running_longer_than = 60s;
  const auto listed = admin.list_transactions(options);
  REQUIRE(listed);
  REQUIRE(listed->transactions.size() == 2);
  CHECK(listed->transactions[0].transactional_id == "a");
  CHECK(listed->transactions[0].state == TransactionState::unknown);
  CHECK(listed->transactions[1].state == TransactionState::ongoing);
  REQUIRE(listed->errors.size() == 1);
  CHECK(listed->errors[0].broker() == 2);
}

TEST_CASE("transactions: a filter that a broker does not have is no filter to leave out") {
  FakeBroker broker;
  broker.speaks(ApiKey::list_transactions, {0, 1});
  Admin admin = admin_on(broker.address());
  ListTransactionsOptions options;
  options.id_pattern = "a.*";
  const auto listed = admin.list_transactions(options);
  REQUIRE(listed);
  CHECK(listed->transactions.empty());
  CHECK(listed->errors.at(0).code() == ErrorCode::unsupported_by_broker);
  CHECK(broker.count(ApiKey::list_transactions) == 0);
}

TEST_CASE("fencing waits for what is being aborted") {
  FakeBroker broker;
  coordinate_transactions(broker);
  broker.on<wire::InitProducerIdRequest>([&](const auto& request, std::int16_t) {
    wire::InitProducerIdResponse answer;
    if (request.transactional_id == "denied")
      answer.error_code = code(ErrorCode::transactional_id_authorization_failed);
    else if (broker.count(ApiKey::init_producer_id) < 4)
      answer.error_code = code(ErrorCode::concurrent_transactions);
    answer.producer_id = 7;
    answer.producer_epoch = 3;
    return answer;
  });
  Admin admin = admin_on(broker.address());
  const std::string ids[] = {"open", "denied"};
  const auto fenced = admin.fence_producers(ids);
  REQUIRE(fenced);
  REQUIRE_MESSAGE(*fenced->find("open"), fenced->find("open")->error().to_string());
  CHECK((*fenced->find("open"))->producer_epoch == 3);
  CHECK(fenced->find("denied")->error().code() == ErrorCode::transactional_id_authorization_failed);
}
