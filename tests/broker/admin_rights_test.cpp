// ACLs and delegation tokens on a real broker, with or without an authorizer.
#include <doctest/doctest.h>

#include <set>

#include "admin_broker_case.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

AclBinding acl(AclResourceType type, std::string name, AclOperation operation) {
  AclBinding binding;
  binding.resource_type = type;
  binding.resource_name = std::move(name);
  binding.principal = "User:alice";
  binding.operation = operation;
  return binding;
}

}  // namespace

TEST_CASE("ACLs of every kind of resource: created, found by filter, deleted (KIP-290)") {
  Admin admin = make_admin();
  const std::string name = unique("acl");
  AclBinding prefixed = acl(AclResourceType::topic, name + "-", AclOperation::write);
  prefixed.pattern_type = AclPatternType::prefixed;
  prefixed.permission = AclPermission::deny;
  prefixed.host = "10.0.0.1";
  const AclBinding bindings[] = {
      acl(AclResourceType::topic, name, AclOperation::read),
      prefixed,
      acl(AclResourceType::group, name, AclOperation::remove),
      acl(AclResourceType::transactional_id, name, AclOperation::describe),
      acl(AclResourceType::delegation_token, name, AclOperation::describe),
      acl(AclResourceType::cluster, "kafka-cluster", AclOperation::idempotent_write)};
  const auto created = admin.create_acls(bindings);
  REQUIRE(created);
  if (!created->begin()->second) {
    CHECK(created->begin()->second.error().code() == ErrorCode::security_disabled);
    CHECK(admin.describe_acls().error().code() == ErrorCode::security_disabled);
    const AclFilter any;
    CHECK(code_of(*admin.delete_acls({&any, 1}), any) == ErrorCode::security_disabled);
    return;
  }
  CHECK(created->all_ok());
  const auto found = [&](const AclFilter& filter) {
    const auto acls = admin.describe_acls(filter);
    REQUIRE(acls);
    return std::set<AclBinding>(acls->begin(), acls->end());
  };
  const std::set<AclBinding> all(std::begin(bindings), std::end(bindings));
  CHECK(eventually([&] { return found({}) == all; }));

  AclFilter matching;
  matching.resource_type = AclResourceType::topic;
  matching.resource_name = name + "-x";
  matching.pattern_type = AclPatternType::match;
  CHECK(found(matching) == std::set{prefixed});
  AclFilter denied;
  denied.permission = AclPermission::deny;
  CHECK(found(denied) == std::set{prefixed});
  CHECK(found(AclFilter::exactly(bindings[0])) == std::set{bindings[0]});

  // One that is there may be made again.
  CHECK(admin.create_acls({bindings, 1})->all_ok());
  const AclFilter filters[] = {AclFilter::exactly(bindings[0]), AclFilter::exactly(bindings[0]),
                               AclFilter{}};
  const auto deleted = admin.delete_acls(filters);
  REQUIRE(deleted);
  REQUIRE(deleted->all_ok());
  CHECK(deleted->begin()->second->size() == 1);
  CHECK(deleted->begin()->second->all_ok());
  CHECK(eventually([&] { return found({}).empty(); }));
}

TEST_CASE("delegation tokens are not given to strangers (KIP-48)") {
  Admin admin = make_admin();
  const auto refused = [](const auto& result) {
    REQUIRE_FALSE(result);
    const ErrorCode code = result.error().code();
    return code == ErrorCode::delegation_token_request_not_allowed ||
           code == ErrorCode::delegation_token_auth_disabled;
  };
  const std::byte hmac[] = {std::byte{1}, std::byte{2}};
  CHECK(refused(admin.create_delegation_token()));
  CHECK(refused(admin.renew_delegation_token(hmac)));
  CHECK(refused(admin.expire_delegation_token(hmac, 1h)));
  CHECK(refused(admin.describe_delegation_tokens()));
}
