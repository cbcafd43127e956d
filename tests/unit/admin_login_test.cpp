// Logins as a broker sees them: what is asked in which order, what a refusal says, and when one runs out.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <thread>

#include "support/admin_client.hpp"
#include "support/fake_broker.hpp"

using namespace kpp;
using namespace kpp::test;
using wire::ApiKey;

namespace {

constexpr std::string_view secret = "hunter2-secret";

Admin admin_with(const FakeBroker& broker,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
  Config config;
  REQUIRE(config.set("bootstrap.servers", broker.address()));
  REQUIRE(config.set("security.protocol", "SASL_PLAINTEXT"));
  REQUIRE(config.set("sasl.mechanism", "PLAIN"));
  REQUIRE(config.set("sasl.username", "alice"));
  REQUIRE(config.set("sasl.password", secret));
  for (const auto& [key, value] : more) REQUIRE(config.set(key, value));
  Result<Admin> admin = Admin::create(config);
  REQUIRE(admin);
  return *std::move(admin);
}

/// A broker that lets everybody in.
void welcome(FakeBroker& broker, std::int64_t lifetime_ms = 0) {
  broker.on<wire::SaslHandshakeRequest>([](const auto&, std::int16_t) {
    wire::SaslHandshakeResponse answer;
    answer.mechanisms = {"PLAIN"};
    return answer;
  });
  broker.on<wire::SaslAuthenticateRequest>([lifetime_ms](const auto&, std::int16_t) {
    wire::SaslAuthenticateResponse answer;
    answer.session_lifetime_ms = lifetime_ms;
    return answer;
  });
}

std::string text(const wire::Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Error refusal(Admin& admin) {
  const auto topics = admin.list_topics();
  REQUIRE(!topics);
  CHECK(topics.error().to_string().find(secret) == std::string::npos);
  return topics.error();
}

}  // namespace

TEST_CASE("a login comes before the first request, once a connection") {
  FakeBroker broker;
  welcome(broker);
  Admin admin = admin_with(broker);
  REQUIRE(admin.list_topics());
  REQUIRE(admin.list_topics());
  CHECK(broker.connections() == 1);
  const auto handshakes = broker.received<wire::SaslHandshakeRequest>();
  REQUIRE(handshakes.size() == 1);
  CHECK(handshakes.front().mechanism == "PLAIN");
  const auto steps = broker.received<wire::SaslAuthenticateRequest>();
  REQUIRE(steps.size() == 1);
  CHECK(text(steps.front().auth_bytes) ==
        std::string("\0alice\0", 7) + std::string(secret));  // RFC 4616
}

TEST_CASE("sasl.jaas.config says who logs in") {
  FakeBroker broker;
  welcome(broker);
  Config config;
  REQUIRE(config.set("bootstrap.servers", broker.address()));
  REQUIRE(config.set("security.protocol", "sasl_plaintext"));
  REQUIRE(config.set("sasl.mechanism", "PLAIN"));
  REQUIRE(config.set("sasl.jaas.config",
                     "org.apache.kafka.common.security.plain.PlainLoginModule required "
                     "username=\"bob\" password=\"b\";"));
  Result<Admin> admin = Admin::create(config);
  REQUIRE(admin);
  REQUIRE(admin->list_topics());
  const auto steps = broker.received<wire::SaslAuthenticateRequest>();
  REQUIRE(steps.size() == 1);
  CHECK(text(steps.front().auth_bytes) == std::string("\0bob\0b", 6));
}

TEST_CASE("a wrong password is the broker's own sentence, said once and at once") {
  FakeBroker broker;
  welcome(broker);
  broker.on<wire::SaslAuthenticateRequest>([](const auto&, std::int16_t) {
    wire::SaslAuthenticateResponse answer;
    answer.error_code = static_cast<std::int16_t>(ErrorCode::sasl_authentication_failed);
    answer.error_message = "Authentication failed: Invalid username or password";
    return answer;
  });
  Admin admin = admin_with(broker);
  const Stopwatch watch;
  const Error error = refusal(admin);
  CHECK(watch.elapsed() < 500ms);
  CHECK(error.code() == ErrorCode::sasl_authentication_failed);
  CHECK(error.message() ==
        broker.address() + ": Authentication failed: Invalid username or password");
  CHECK(broker.count(ApiKey::sasl_authenticate) == 1);
}

TEST_CASE("a mechanism that the broker lacks is said with those that it has") {
  FakeBroker broker;
  broker.on<wire::SaslHandshakeRequest>([](const auto&, std::int16_t) {
    wire::SaslHandshakeResponse answer;
    answer.error_code = static_cast<std::int16_t>(ErrorCode::unsupported_sasl_mechanism);
    answer.mechanisms = {"GSSAPI", "OAUTHBEARER"};
    return answer;
  });
  Admin admin = admin_with(broker);
  CHECK(refusal(admin).message() ==
        broker.address() + " does not offer sasl.mechanism=PLAIN; it offers GSSAPI, OAUTHBEARER");
}

TEST_CASE("a port without logins is named") {
  FakeBroker broker;
  broker.on<wire::SaslHandshakeRequest>([](const auto&, std::int16_t) {
    wire::SaslHandshakeResponse answer;
    answer.error_code = static_cast<std::int16_t>(ErrorCode::illegal_sasl_state);
    return answer;
  });
  Admin admin = admin_with(broker);
  CHECK(refusal(admin).message() ==
        broker.address() +
            " takes no login on this port; set security.protocol to PLAINTEXT or SSL");
}

TEST_CASE("a server that does not prove itself by SCRAM is not believed") {
  FakeBroker broker;
  broker.on<wire::SaslHandshakeRequest>(
      [](const auto&, std::int16_t) { return wire::SaslHandshakeResponse{}; });
  broker.on_numbered<wire::SaslAuthenticateRequest>(
      [](const wire::SaslAuthenticateRequest& request, std::int16_t, int number) {
        wire::SaslAuthenticateResponse answer;
        std::string said = "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        if (number == 0) {
          const std::string first = text(request.auth_bytes);
          said = first.substr(first.find("r=")) + "xyz,s=c2FsdHNhbHRzYWx0,i=4096";
        }
        const auto* bytes = reinterpret_cast<const std::byte*>(said.data());
        answer.auth_bytes.assign(bytes, bytes + said.size());
        return answer;
      });
  Admin admin = admin_with(broker, {{"sasl.mechanism", "SCRAM-SHA-256"}});
  const Error error = refusal(admin);
  CHECK(error.code() == ErrorCode::sasl_authentication_failed);
  CHECK(broker.count(ApiKey::metadata) == 0);
}

TEST_CASE("KIP-368: a login that runs out is made again on another connection") {
  FakeBroker broker;
  welcome(broker, 300);
  Admin admin = admin_with(broker);
  REQUIRE(admin.list_topics());
  REQUIRE(admin.list_topics());
  CHECK(broker.count(ApiKey::sasl_authenticate) == 1);
  std::this_thread::sleep_for(300ms);
  REQUIRE(admin.list_topics());
  CHECK(broker.count(ApiKey::sasl_authenticate) == 2);
  CHECK(broker.connections() == 2);
}

TEST_CASE(
    "a login without a user, and a mechanism that nobody knows, are refused before anything is "
    "sent") {
  Config config;
  REQUIRE(config.set("bootstrap.servers", "localhost:9092"));
  REQUIRE(config.set("security.protocol", "SASL_SSL"));
  REQUIRE(config.set("sasl.mechanism", "PLAIN"));
  CHECK(Admin::create(config).error().message() ==
        "sasl.mechanism=PLAIN needs a user: set sasl.jaas.config, or sasl.username and "
        "sasl.password");
  REQUIRE(config.set("sasl.mechanism", "MAGIC"));
  CHECK(Admin::create(config).error().message().starts_with(
      "Invalid value MAGIC for configuration sasl.mechanism"));
}
