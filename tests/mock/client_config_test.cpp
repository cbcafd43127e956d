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
  auto rd = client::translate(config_of(pairs), ClientKind::consumer);
  if (!rd) FAIL(rd.error().to_string());
  client::add_consumer_defaults(*rd);
  return *rd;
}

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
                                       {"client.dns.lookup", "use_all_dns_ips"},
                                       {"ssl.endpoint.identification.algorithm", ""}});
  CHECK(rd.value_or("message.max.bytes", "") == "2000000");
  CHECK(rd.value_or("queue.buffering.max.kbytes", "") == "1024");
  CHECK(rd.value_or("request.timeout.ms", "") == "5000");
  CHECK(rd.value_or("socket.timeout.ms", "") == "5000");
  CHECK(rd.value_or("socket.send.buffer.bytes", "") == "0");
  CHECK(rd.value_or("socket.receive.buffer.bytes", "") == "65536");
  CHECK(rd.value_or("connections.max.idle.ms", "") == "0");
  CHECK(rd.value_or("topic.metadata.refresh.interval.ms", "") == "60000");
  CHECK(rd.value_or("compression.level", "") == "9");
  CHECK(rd.value_or("ssl.endpoint.identification.algorithm", "") == "none");
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
  CHECK(refusal({{"sasl.jaas.config", "com.example.MyLoginModule required x=geheim;"}}) ==
        "sasl.jaas.config: login module MyLoginModule is not supported");
  CHECK(refusal({{"sasl.jaas.config",
                  "a.ScramLoginModule required username=u password=p tokenauth=true;"}})
            .find("tokenauth") != std::string::npos);
}

TEST_CASE("stores: PEM and PKCS12 where librdkafka reads them, JKS never") {
  const RdConfig pem = producer_config({{"ssl.truststore.type", "PEM"},
                                        {"ssl.truststore.location", "ca.pem"},
                                        {"ssl.keystore.type", "pem"},
                                        {"ssl.keystore.location", "me.pem"},
                                        {"ssl.key.password", "geheim"}});
  CHECK(pem.value_or("ssl.ca.location", "") == "ca.pem");
  CHECK(pem.value_or("ssl.certificate.location", "") == "me.pem");
  CHECK(pem.value_or("ssl.key.location", "") == "me.pem");
  CHECK(pem.value_or("ssl.key.password", "") == "geheim");

  const RdConfig p12 = producer_config({{"ssl.keystore.type", "PKCS12"},
                                        {"ssl.keystore.location", "me.p12"},
                                        {"ssl.keystore.password", "geheim"}});
  CHECK(p12.value_or("ssl.keystore.location", "") == "me.p12");
  CHECK(p12.value_or("ssl.keystore.password", "") == "geheim");

  CHECK(refusal({{"ssl.truststore.location", "trust.jks"}}).find("keytool") != std::string::npos);
  CHECK(refusal({{"ssl.truststore.type", "PKCS12"}, {"ssl.truststore.location", "trust.p12"}})
            .find("openssl pkcs12") != std::string::npos);
  CHECK(refusal({{"ssl.keystore.location", "me.jks"}}).find("-deststoretype PKCS12") !=
        std::string::npos);
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
