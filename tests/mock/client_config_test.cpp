// From Java's property names and defaults to librdkafka's.

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "client/rd_config.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

using namespace kpp;
using client::ClientKind;
using client::RdConfig;

namespace {

using Pairs = std::initializer_list<std::pair<std::string, std::string>>;

Config config_of(Pairs pairs) {
  Config config;
  REQUIRE(config.set("bootstrap.servers", "127.0.0.1:1"));
  for (const auto& [key, value] : pairs) {
    CAPTURE(key);
    REQUIRE(config.set(key, value));
  }
  return config;
}

RdConfig producer_config(Pairs pairs) {
  const Config config = config_of(pairs);
  auto rd = client::translate(config, ClientKind::producer);
  if (!rd) FAIL(rd.error().to_string());
  client::add_producer_defaults(*rd, config);
  return *rd;
}

RdConfig consumer_config(Pairs pairs) {
  const Config config = config_of(pairs);
  auto rd = client::translate(config, ClientKind::consumer);
  if (!rd) FAIL(rd.error().to_string());
  client::add_consumer_defaults(*rd, config);
  return *rd;
}

/// A certificate without a key anywhere.
constexpr const char* authority =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBiDCCAS+gAwIBAgIUOyK7TyBpsXBbSuRGx3SxIUoOf1swCgYIKoZIzj0EAwIw\n"
    "GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwIBcNMjYxMTIxMDkwNjI3WhgPMjEy\n"
    "NjEwMjgwOTA2MjdaMBkxFzAVBgNVBAMMDnRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI\n"
    "zj0CAQYIKoZIzj0DAQcDQgAEZxw8VHmZdZyV9Sr/gyTMEv5WsIroDFlcWT6/EHVK\n"
    "Yv8YTL4AN35GE/x1AbiCoyTqzes5jMqUq8jwXMnl4leVbqNTMFEwHQYDVR0OBBYE\n"
    "FGBQhzyqgQnJxxpD/TdX7USN9P5qMB8GA1UdIwQYMBaAFGBQhzyqgQnJxxpD/TdX\n"
    "7USN9P5qMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgVS2klkia\n"
    "/pgq8PVeVOg4QHoVuOefaK4pcbBlmHizi0gCIBPGpU8ADFRlG4XgGyzgaWoPx+Lh\n"
    "bsuES3ylWFmp/biZ\n"
    "-----END CERTIFICATE-----\n";

std::string refusal(Pairs pairs, ClientKind kind = ClientKind::producer) {
  const auto rd = client::translate(config_of(pairs), kind);
  return rd ? "" : rd.error().message();
}

}  // namespace

TEST_CASE("a producer has Java's defaults") {
  const RdConfig rd = producer_config({});
  CHECK(rd.value_or("enable.idempotence", "") == "true");
  CHECK(rd.value_or("acks", "") == "all");
  CHECK(rd.value_or("partitioner", "") == "murmur2_random");
  CHECK(rd.value_or("delivery.timeout.ms", "") == "120000");
  CHECK(rd.value_or("message.max.bytes", "") == "1048576");
  CHECK(rd.value_or("queue.buffering.max.kbytes", "") == "32768");
  CHECK(client::apply(rd));
}

TEST_CASE(
    "a transactional producer gives idle connections up, so that no lost search for a coordinator "
    "lasts") {
  CHECK(producer_config({}).value_or("connections.max.idle.ms", "") == "");
  CHECK(producer_config({{"transactional.id", "tx"}}).value_or("connections.max.idle.ms", "") ==
        "30000");
  CHECK(producer_config({{"transactional.id", "tx"}, {"connections.max.idle.ms", "540000"}})
            .value_or("connections.max.idle.ms", "") == "540000");
}

TEST_CASE("idempotence gives way to settings that contradict it, as in Java (KIP-679)") {
  CHECK(producer_config({{"acks", "1"}}).value_or("enable.idempotence", "") == "false");
  CHECK(producer_config({{"acks", "0"}}).value_or("enable.idempotence", "") == "false");
  CHECK(producer_config({{"acks", "-1"}}).value_or("enable.idempotence", "") == "true");
  CHECK(producer_config({{"retries", "0"}}).value_or("enable.idempotence", "") == "false");
  CHECK(producer_config({{"retries", "3"}}).value_or("enable.idempotence", "") == "true");
  CHECK(producer_config({{"max.in.flight.requests.per.connection", "6"}})
            .value_or("enable.idempotence", "") == "false");
  // Said explicitly, the contradiction is the user's to solve.
  const auto contradiction =
      Producer::create(config_of({{"acks", "1"}, {"enable.idempotence", "true"}}));
  CHECK(contradiction.error().code() == ErrorCode::invalid_config_value);
}

TEST_CASE("a long wait for a batch makes the wait for delivery longer, as in Java") {
  const RdConfig rd = producer_config({{"linger.ms", "200000"}, {"request.timeout.ms", "1500"}});
  CHECK(rd.value_or("delivery.timeout.ms", "") == "201500");
  CHECK(client::apply(rd));
  CHECK(producer_config({{"linger.ms", "200000"}, {"delivery.timeout.ms", "300000"}})
            .value_or("delivery.timeout.ms", "") == "300000");
}

TEST_CASE("a consumer has Java's defaults") {
  const RdConfig rd = consumer_config({});
  CHECK(rd.value_or("isolation.level", "") == "read_uncommitted");
  CHECK(rd.value_or("auto.offset.reset", "") == "latest");
  CHECK(rd.value_or("allow.auto.create.topics", "") == "true");
  CHECK(rd.value_or("check.crcs", "") == "true");
  CHECK(client::apply(rd));
}

TEST_CASE("Java's names become librdkafka's where the meaning is equal") {
  const RdConfig rd = producer_config({{"max.request.size", "2000000"},
                                       {"buffer.memory", "1048576"},
                                       {"request.timeout.ms", "5000"},
                                       {"send.buffer.bytes", "-1"},
                                       {"receive.buffer.bytes", "65536"},
                                       {"connections.max.idle.ms", "-1"},
                                       {"metadata.max.age.ms", "60000"},
                                       {"compression.type", "gzip"},
                                       {"compression.gzip.level", "9"},
                                       {"client.dns.lookup", "use_all_dns_ips"}});
  CHECK(rd.value_or("message.max.bytes", "") == "2000000");
  CHECK(rd.value_or("queue.buffering.max.kbytes", "") == "1024");
  CHECK(rd.value_or("request.timeout.ms", "") == "5000");
  CHECK(rd.value_or("socket.timeout.ms", "") == "5000");
  CHECK(rd.value_or("socket.send.buffer.bytes", "") == "0");
  CHECK(rd.value_or("socket.receive.buffer.bytes", "") == "65536");
  CHECK(rd.value_or("connections.max.idle.ms", "") == "0");
  CHECK(rd.value_or("topic.metadata.refresh.interval.ms", "") == "60000");
  CHECK(rd.value_or("compression.level", "") == "9");
  CHECK(client::apply(rd));

  const RdConfig reader =
      consumer_config({{"group.id", "g"},
                       {"fetch.max.wait.ms", "100"},
                       {"auto.offset.reset", "none"},
                       {"partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.RangeAssignor, roundrobin"},
                       {"request.timeout.ms", "40000"}});
  CHECK(reader.value_or("fetch.wait.max.ms", "") == "100");
  CHECK(reader.value_or("auto.offset.reset", "") == "error");
  CHECK(reader.value_or("partition.assignment.strategy", "") == "range,roundrobin");
  CHECK(reader.value_or("socket.timeout.ms", "") == "40000");
  CHECK(!reader.has("request.timeout.ms"));
  CHECK(client::apply(reader));
}

TEST_CASE("what has no counterpart is refused with a way out") {
  CHECK(refusal({{"auto.offset.reset", "by_duration:P1D"}}, ClientKind::consumer)
            .find("earliest, latest and none") != std::string::npos);
  CHECK(refusal(
            {{"partition.assignment.strategy", "org.apache.kafka.clients.consumer.StickyAssignor"}},
            ClientKind::consumer)
            .find("cooperative-sticky") != std::string::npos);
  CHECK(Producer::create(config_of({{"transactional.id", "x"}}))
            .error()
            .message()
            .find("transactional.id") == 0);
  Config reserved = config_of({});
  reserved.set_unchecked("enable.auto.offset.store", "true");
  CHECK(client::translate(reserved, ClientKind::consumer)
            .error()
            .message()
            .find("enable.auto.offset.store") != std::string::npos);
  CHECK(client::translate(Config(), ClientKind::producer).error().message() ==
        "bootstrap.servers is not set");
}

TEST_CASE("settings that contradict each other are told by Kafka's names") {
  const auto short_delivery =
      Producer::create(config_of({{"delivery.timeout.ms", "100"}, {"linger.ms", "1000"}}));
  CHECK(short_delivery.error().message() ==
        "`delivery.timeout.ms` must be greater than `linger.ms`");
  const auto many_in_flight = Producer::create(
      config_of({{"max.in.flight.requests.per.connection", "9"}, {"enable.idempotence", "true"}}));
  CHECK(many_in_flight.error().message().starts_with(
      "`max.in.flight.requests.per.connection` must be set <= 5"));
}

TEST_CASE("zeros that Java knows and librdkafka does not") {
  const RdConfig rd = producer_config({{"batch.size", "0"}, {"retry.backoff.ms", "0"}});
  CHECK(rd.value_or("batch.size", "") == "1");
  CHECK(rd.value_or("retry.backoff.ms", "") == "1");
  CHECK(client::apply(rd));
  CHECK_FALSE(client::apply(producer_config({{"max.request.size", "10"}}))
                  .error()
                  .message()
                  .ends_with('\n'));
}

TEST_CASE("addresses are checked, in Java's words") {
  const auto problem = [](const char* servers) {
    return refusal({{"bootstrap.servers", servers}}, ClientKind::consumer);
  };
  for (const char* good : {"a:1", "a:1, b:65535,", "PLAINTEXT://a:9092", "[::1]:9092"})
    CHECK(problem(good).empty());
  CHECK(problem("a:1,b") == "Invalid url in bootstrap.servers: b");
  CHECK(problem("[::1]") == "Invalid url in bootstrap.servers: [::1]");
  CHECK(problem("a:x") == "Invalid url in bootstrap.servers: a:x");
  CHECK(problem("a:99999") == "Invalid port in bootstrap.servers: a:99999");
  CHECK(problem("a:0") == "Invalid port in bootstrap.servers: a:0");
  CHECK(problem(" , ") == "No resolvable bootstrap urls given in bootstrap.servers");
}

TEST_CASE("a consumer's property on a producer is a warning, not an error") {
  const RdConfig rd = producer_config({{"group.id", "g"}, {"fetch.min.bytes", "1"}});
  CHECK(!rd.has("group.id"));
  REQUIRE(rd.warnings.size() == 2);
  CHECK(rd.warnings[1] == "property 'group.id' has no effect on a producer");
}

TEST_CASE("sasl.jaas.config gives user and password") {
  const RdConfig rd =
      producer_config({{"security.protocol", "SASL_PLAINTEXT"},
                       {"sasl.mechanism", "SCRAM-SHA-512"},
                       {"sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required "
                        "username=\"alice\" password=\"geheim\";"}});
  CHECK(rd.value_or("sasl.username", "") == "alice");
  CHECK(rd.value_or("sasl.password", "") == "geheim");
  CHECK(client::apply(rd));
  CHECK(refusal({{"security.protocol", "SASL_SSL"},
                 {"sasl.mechanism", "PLAIN"},
                 {"sasl.jaas.config", "com.example.MyLoginModule required x=geheim;"}}) ==
        "sasl.jaas.config: login module MyLoginModule is not supported");
  CHECK(refusal({{"security.protocol", "SASL_PLAINTEXT"},
                 {"sasl.mechanism", "SCRAM-SHA-256"},
                 {"sasl.jaas.config",
                  "a.ScramLoginModule required username=u password=p tokenauth=true;"}}) ==
        "sasl.jaas.config: librdkafka cannot log in by delegation token (tokenauth); only "
        "administration can");
}

TEST_CASE(
    "TLS: stores are handed over as text, and what is wrong with one is said before a broker is "
    "asked") {
  const RdConfig rd = producer_config({{"security.protocol", "SSL"},
                                       {"ssl.truststore.certificates", authority},
                                       {"ssl.endpoint.identification.algorithm", ""}});
  CHECK(rd.value_or("ssl.ca.pem", "") == authority);
  CHECK(rd.value_or("ssl.endpoint.identification.algorithm", "") == "none");
  CHECK(client::apply(rd));
  CHECK(!producer_config({{"ssl.truststore.location", "not.asked.for"}}).has("ssl.ca.pem"));

  CHECK(refusal({{"security.protocol", "SSL"}, {"ssl.truststore.location", "not.there"}}) ==
        "Invalid value for configuration ssl.truststore.location: not.there: cannot be opened: No "
        "such file or directory");
  CHECK(refusal({{"security.protocol", "SSL"}, {"ssl.truststore.certificates", "geheim"}}) ==
        "Invalid value for configuration ssl.truststore.certificates: holds no certificate in PEM "
        "form");
}

TEST_CASE("TLS: what librdkafka cannot leave out is refused, and not ignored") {
  const auto refused = [](const std::string& key, const std::string& value) {
    return refusal({{"security.protocol", "SSL"}, {key, value}});
  };
  CHECK(refused("ssl.enabled.protocols", "TLSv1.3").find("cannot leave out TLSv1.2") !=
        std::string::npos);
  CHECK(refused("ssl.cipher.suites", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
            .find("cannot leave out") != std::string::npos);
  CHECK(refused("ssl.cipher.suites", "NOPE") ==
        "Invalid value NOPE for configuration ssl.cipher.suites: OpenSSL has no such cipher");
  // In OpenSSL's names the list is about TLS 1.2 only.
  const RdConfig rd =
      producer_config({{"security.protocol", "SSL"},
                       {"ssl.cipher.suites", "ECDHE-RSA-AES256-GCM-SHA384,AES256-SHA256"}});
  CHECK(rd.value_or("ssl.cipher.suites", "") == "ECDHE-RSA-AES256-GCM-SHA384:AES256-SHA256");
  const RdConfig all = producer_config(
      {{"security.protocol", "SSL"},
       {"ssl.cipher.suites",
        "TLS_AES_256_GCM_SHA384,TLS_CHACHA20_POLY1305_SHA256,TLS_AES_128_GCM_SHA256,"
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"}});
  CHECK(all.value_or("ssl.cipher.suites", "") == "ECDHE-RSA-AES256-GCM-SHA384");
}

TEST_CASE("librdkafka's own sentence comes back, with the user's name for the property") {
  Config config = config_of({});
  config.set_unchecked("max.request.size", "10");
  const auto refused = Producer::create(config);
  REQUIRE(!refused);
  CHECK(refused.error().code() == ErrorCode::invalid_config_value);
  CHECK(refused.error().message().starts_with("max.request.size=10: "));
  CHECK(refused.error().message().find("outside allowed range") != std::string::npos);

  Config unknown = config_of({});
  unknown.set_unchecked("no.such.property", "1");
  CHECK(Consumer::create(unknown).error().message().starts_with("no.such.property=1: "));
}
