// Delegation tokens of a real broker (KIP-48, KIP-373): alice and bob log in by password and by token. tokens.py runs this.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <algorithm>

#include "broker/admin_broker_case.hpp"

using namespace kpp;
using namespace kpp::test;

namespace {

const Principal alice{"User", "alice"};
const Principal bob{"User", "bob"};

Admin logged_in(const std::string& user, const std::string& password, const char* more = "",
                const char* mechanism = "SCRAM-SHA-512") {
  const char* address = std::getenv("KPP_TEST_LOGIN");
  REQUIRE(address != nullptr);
  Config config;
  REQUIRE(config.set("bootstrap.servers", address));
  REQUIRE(config.set("security.protocol", "SASL_PLAINTEXT"));
  REQUIRE(config.set("sasl.mechanism", mechanism));
  REQUIRE(
      config.set("sasl.jaas.config",
                 "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" +
                     user + "\" password=\"" + password + "\"" + more + ";"));
  Result<Admin> admin = Admin::create(config);
  REQUIRE(admin);
  return *std::move(admin);
}

Admin with_token(const DelegationToken& token, const char* mechanism = "SCRAM-SHA-512") {
  return logged_in(token.token_id, token.hmac_as_base64(), " tokenauth=true", mechanism);
}

/// bob's password is set by the administrator, to whom the plain listener belongs.
Admin as_bob() {
  Admin administrator = make_admin();
  ScramAlteration password;
  password.user = bob.name;
  password.mechanism = ScramMechanism::sha_512;
  password.password = "bob-secret";
  const auto altered = administrator.alter_scram_credentials({&password, 1});
  REQUIRE(altered);
  REQUIRE(altered->all_ok());
  REQUIRE(eventually([] { return logged_in(bob.name, "bob-secret").list_topics().has_value(); }));
  return logged_in(bob.name, "bob-secret");
}

Admin as_alice() {
  return logged_in(alice.name, "alice-secret");
}

DelegationToken token_of(Admin& admin, const CreateTokenOptions& options = {}) {
  const auto token = admin.create_delegation_token(options);
  REQUIRE_MESSAGE(token, token.error().to_string());
  return *token;
}

/// The token as its broker describes it, once the broker has heard of it.
std::optional<DelegationToken> seen(Admin& admin, const DelegationToken& token,
                                    std::span<const Principal> owners = {}) {
  const auto all = admin.describe_delegation_tokens(owners);
  REQUIRE(all);
  const auto found = std::ranges::find(*all, token.token_id, &DelegationToken::token_id);
  if (found == all->end()) return std::nullopt;
  return *found;
}

}  // namespace

TEST_CASE("a token has an owner, renewers and times, and is found by its owner") {
  Admin admin = as_alice();
  CreateTokenOptions options;
  options.renewers = {bob};
  options.max_lifetime = 1h;
  const DelegationToken made = token_of(admin, options);
  CHECK(made.owner == alice);
  CHECK(made.hmac.size() == 64);  // HMAC-SHA-512
  CHECK(made.cannot_outlive - made.issued == 3600000);
  CHECK(made.expires <= made.cannot_outlive);
  REQUIRE(eventually([&] { return seen(admin, made).has_value(); }));
  const DelegationToken told = *seen(admin, made);
  CHECK(told.owner == alice);
  CHECK(told.requester == alice);
  CHECK(told.renewers == std::vector{bob});
  CHECK(told.hmac == made.hmac);
  CHECK(told.issued == made.issued);
  CHECK(told.expires == made.expires);
  CHECK(told.cannot_outlive == made.cannot_outlive);
  const Principal carol{"User", "carol"};
  CHECK(seen(admin, made, std::vector{carol, alice}));
  CHECK(seen(admin, made, std::vector{bob}));
  CHECK_FALSE(seen(admin, made, std::vector{carol}));
}

TEST_CASE("who has a token logs in with it as its owner, but gets no further tokens by it") {
  Admin admin = as_alice();
  const DelegationToken token = token_of(admin);
  for (const char* mechanism : {"SCRAM-SHA-256", "SCRAM-SHA-512"}) {
    REQUIRE(eventually([&] { return with_token(token, mechanism).list_topics().has_value(); }));
    Admin by_token = with_token(token, mechanism);
    CHECK(by_token.create_delegation_token().error().code() ==
          ErrorCode::delegation_token_request_not_allowed);
    // The broker knows whose it is: only alice sees what is hers.
    CHECK(by_token.describe_delegation_tokens().error().code() ==
          ErrorCode::delegation_token_request_not_allowed);
  }
  // Without the extension the id is a user that nobody knows.
  Admin as_user = logged_in(token.token_id, token.hmac_as_base64());
  CHECK(as_user.list_topics().error().code() == ErrorCode::sasl_authentication_failed);
}

TEST_CASE("renewed by its owner and its renewers, by nobody else, and not beyond its end") {
  Admin admin = as_alice();
  Admin other = as_bob();
  const DelegationToken closed = token_of(admin);
  CreateTokenOptions options;
  options.renewers = {bob};
  options.max_lifetime = 2h;
  const DelegationToken open = token_of(admin, options);
  REQUIRE(eventually([&] { return seen(admin, open).has_value(); }));

  const auto renewed = other.renew_delegation_token(open.hmac, 60s);
  REQUIRE_MESSAGE(renewed, renewed.error().to_string());
  CHECK(*renewed < open.expires);
  CHECK(eventually([&] { return seen(admin, open)->expires == *renewed; }));
  CHECK(admin.renew_delegation_token(open.hmac, 1000h).value() == open.cannot_outlive);
  CHECK(seen(other, open));
  CHECK_FALSE(seen(other, closed));
  CHECK(other.renew_delegation_token(closed.hmac).error().code() ==
        ErrorCode::delegation_token_owner_mismatch);
  CHECK(other.expire_delegation_token(closed.hmac).error().code() ==
        ErrorCode::delegation_token_owner_mismatch);
  const std::byte nonsense[] = {std::byte{1}, std::byte{2}};
  CHECK(admin.renew_delegation_token(nonsense).error().code() ==
        ErrorCode::delegation_token_not_found);
}

TEST_CASE("a token that is expired opens nothing") {
  Admin admin = as_alice();
  const DelegationToken token = token_of(admin);
  REQUIRE(eventually([&] { return with_token(token).list_topics().has_value(); }));
  const auto later = admin.expire_delegation_token(token.hmac, 600s);
  REQUIRE(later);
  CHECK(*later < token.expires);
  CHECK(with_token(token).list_topics());
  REQUIRE(admin.expire_delegation_token(token.hmac));
  CHECK(eventually([&] { return !seen(admin, token); }));
  CHECK(eventually([&] {
    const auto listed = with_token(token).list_topics();
    return !listed && listed.error().code() == ErrorCode::sasl_authentication_failed;
  }));
  CHECK(admin.renew_delegation_token(token.hmac).error().code() ==
        ErrorCode::delegation_token_not_found);
}

TEST_CASE("KIP-373: a token for somebody else takes the right to ask for it") {
  Admin admin = as_alice();
  Admin other = as_bob();
  CreateTokenOptions options;
  options.owner = bob;
  CHECK(admin.create_delegation_token(options).error().code() ==
        ErrorCode::delegation_token_authorization_failed);

  Admin administrator = make_admin();
  AclBinding right;
  right.resource_type = AclResourceType::user;
  right.resource_name = "User:bob";
  right.principal = "User:alice";
  right.operation = AclOperation::create_tokens;
  REQUIRE(administrator.create_acls({&right, 1})->all_ok());
  std::optional<DelegationToken> token;
  REQUIRE(eventually([&] {
    const auto made = admin.create_delegation_token(options);
    if (made) token = *made;
    return token.has_value();
  }));
  CHECK(token->owner == bob);
  CHECK(token->requester == alice);
  REQUIRE(eventually([&] { return seen(other, *token).has_value(); }));
  CHECK(seen(other, *token)->requester == alice);
  CHECK(with_token(*token).list_topics());
  const AclFilter filter = AclFilter::exactly(right);
  CHECK(administrator.delete_acls({&filter, 1})->all_ok());
}
