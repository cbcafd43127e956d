// Configurations that were taken silently, changed silently, or refused without a reason.

#include <algorithm>
#include <string>

#include "client/rd_config.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;

TEST_CASE("mck#215: what the user sets is not changed") {
  MockCluster cluster;
  const Config config = cluster.config({{"group.id", "mine"},
                                        {"auto.commit.interval.ms", "123"},
                                        {"session.timeout.ms", "7000"},
                                        {"partition.assignment.strategy", "roundrobin"}});
  auto rd = must(client::translate(config, ClientKind::consumer));
  client::add_consumer_defaults(rd, config);
  CHECK(rd.value_or("group.id", "") == "mine");
  CHECK(rd.value_or("auto.commit.interval.ms", "") == "123");
  CHECK(rd.value_or("session.timeout.ms", "") == "7000");
  CHECK(rd.value_or("partition.assignment.strategy", "") == "roundrobin");
}

TEST_CASE("a property that the other kind of client reads is a warning the caller can see") {
  MockCluster cluster;
  const Config config = cluster.config({{"linger.ms", "1"}, {"max.poll.records", "5"}});
  const std::vector<std::string> producing{
      "property 'max.poll.records' has no effect on a producer"};
  const std::vector<std::string> consuming{"property 'linger.ms' has no effect on a consumer"};
  CHECK(config.warnings_for(ClientKind::producer) == producing);
  CHECK(config.warnings_for(ClientKind::consumer) == consuming);
  CHECK(make_consumer(config).warnings() == consuming);
  std::vector<std::string> logged;
  ProducerOptions options;
  options.on_log = [&](LogLevel level, std::string_view, std::string_view text) {
    if (level == LogLevel::warning) logged.emplace_back(text);
  };
  Producer producer = make_producer(config, options);
  CHECK(producer.warnings() == producing);
  const Producer moved = std::move(producer);
  CHECK(producer.warnings().empty());  // NOLINT(bugprone-use-after-move): promised
  CHECK(std::ranges::count(logged, producing.front()) == 1);
}

TEST_CASE("a secret appears in no error, warning or text, whatever is wrong with it") {
  const std::string secret = "hunter2-geheim";
  MockCluster cluster;
  const std::vector<std::pair<std::string, std::string>> attempts{
      {"sasl.jaas.config", "org.example.Unknown required password=\"" + secret + "\";"},
      {"sasl.jaas.config", "ScramLoginModule required password=\"" + secret},
      {"ssl.keystore.key", secret},
      {"ssl.key.pem", secret},
      {"ssl.keystore.password", secret},
      {"ssl.key.password", secret},
      {"sasl.password", secret},
      {"sasl.oauthbearer.client.secret", secret},
      {"sasl.oauthbearer.config", secret}};
  for (const auto& attempt : attempts) {
    CAPTURE(attempt.first);
    Config config =
        cluster.config({{"security.protocol", "SASL_SSL"}, {"sasl.mechanism", "SCRAM-SHA-256"}});
    if (const auto set = config.set(attempt.first, attempt.second); !set) {
      CHECK(set.error().to_string().find(secret) == std::string::npos);
    }
    CHECK(config.to_string().find(secret) == std::string::npos);
    CHECK(config.to_string().find("[hidden]") != std::string::npos);
    ProducerOptions options;
    std::string log;
    options.on_log = [&](LogLevel, std::string_view, std::string_view text) { log += text; };
    options.close_timeout = Timeout(0);
    must(config.set("debug", "all"));
    if (const auto producer = Producer::create(config, options); !producer) {
      CHECK(producer.error().to_string().find(secret) == std::string::npos);
    }
    CHECK(log.find(secret) == std::string::npos);
  }
}

TEST_CASE("ssl.enabled.protocols: what cannot be honoured is refused") {
  MockCluster cluster;
  const auto with = [&](const char* list) {
    return client::translate(
        cluster.config({{"security.protocol", "SSL"}, {"ssl.enabled.protocols", list}}),
        ClientKind::producer);
  };
  CHECK(with("TLSv1.2,TLSv1.3"));
  CHECK(with("TLSv1.3, TLSv1.2, TLSv1.1"));
  REQUIRE(!with("TLSv1.3"));
  CHECK(with("TLSv1.3").error().message().find("cannot leave out TLSv1.2") != std::string::npos);
  CHECK(with("TLSv1.2").error().message().find("cannot leave out TLSv1.3") != std::string::npos);
}
