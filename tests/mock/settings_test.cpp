// What a client says of its own configuration.

#include <doctest/doctest.h>

#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

using namespace kpp;

namespace {

using Settings = std::map<std::string, std::string>;

/// Nobody is there: what is in effect is known without a broker.
Config config_of(std::initializer_list<std::pair<std::string, std::string>> pairs) {
  Config config;
  REQUIRE(config.set("bootstrap.servers", "127.0.0.1:1"));
  for (const auto& [key, value] : pairs) REQUIRE(config.set(key, value));
  return config;
}

}  // namespace

TEST_SUITE("settings in effect") {
  TEST_CASE("a producer's: Java's defaults, librdkafka's, and the user's own") {
    auto producer = Producer::create(config_of(
        {{"linger.ms", "7"}, {"max.request.size", "2000000"}, {"metadata.max.age.ms", "60000"}}));
    REQUIRE(producer);
    Settings settings = producer->settings().value();
    CHECK(settings["bootstrap.servers"] == "127.0.0.1:1");
    CHECK(settings["acks"] == "all");
    CHECK(settings["enable.idempotence"] == "true");
    CHECK(settings["max.in.flight.requests.per.connection"] == "5");  // idempotence wants no more
    CHECK(settings["partitioner"] == "murmur2_random");
    CHECK(settings["batch.size"] == "1000000");
    CHECK(settings["linger.ms"] == "7");
    CHECK(settings["sticky.partitioning.linger.ms"] == "14");  // twice linger.ms
    CHECK(settings["max.request.size"] == "2000000");
    CHECK(settings["metadata.max.age.ms"] == "60000");
    for (const auto& setting : settings) {
      CAPTURE(setting.first);
      CHECK_FALSE(setting.first.ends_with("_cb"));
      CHECK_FALSE(setting.second.starts_with("0x"));
    }
    for (const char* consumers : {"group.id", "fetch.min.bytes", "auto.offset.reset"})
      CHECK_FALSE(settings.contains(consumers));
    producer->close(Timeout(0));
    CHECK(producer->settings().error().code() == ErrorCode::closed);
  }

  TEST_CASE("a consumer's") {
    auto consumer = Consumer::create(config_of({{"group.id", "g"}, {"fetch.max.wait.ms", "250"}}));
    REQUIRE(consumer);
    Settings settings = consumer->settings().value();
    CHECK(settings["group.id"] == "g");
    CHECK(settings["fetch.max.wait.ms"] == "250");
    CHECK(settings["auto.offset.reset"] == "latest");
    CHECK(settings["isolation.level"] == "read_uncommitted");
    CHECK(settings["fetch.max.bytes"] == "8388608");
    CHECK(settings["fetch.queue.backoff.ms"] == "10");
    CHECK_FALSE(settings.contains("linger.ms"));
    CHECK_FALSE(settings.contains("acks"));
    consumer->close(Timeout(0));
    CHECK(consumer->settings().error().code() == ErrorCode::closed);
  }

  TEST_CASE("how long records without a key stay at a partition") {
    const auto linger = [](std::initializer_list<std::pair<std::string, std::string>> pairs) {
      auto producer = Producer::create(config_of(pairs));
      REQUIRE(producer);
      return producer->settings().value()["sticky.partitioning.linger.ms"];
    };
    CHECK(linger({}) == "10");
    CHECK(linger({{"linger.ms", "0.7"}}) == "1");
    CHECK(linger({{"linger.ms", "0"}}) == "0");
    CHECK(linger({{"linger.ms", "800000"}, {"delivery.timeout.ms", "900000"}}) == "900000");
    CHECK(linger({{"linger.ms", "7"}, {"sticky.partitioning.linger.ms", "3"}}) == "3");
    CHECK(linger({{"partitioner", "random"}, {"linger.ms", "9"}}) == "18");
  }

  TEST_CASE("a fetch holds what one partition may give") {
    for (const char* key : {"max.partition.fetch.bytes", "fetch.message.max.bytes"}) {
      auto consumer = Consumer::create(config_of({{key, "20000000"}}));
      REQUIRE(consumer);
      CHECK(consumer->settings().value()["fetch.max.bytes"] == "20000000");
    }
    auto consumer = Consumer::create(
        config_of({{"max.partition.fetch.bytes", "20000000"}, {"fetch.max.bytes", "5000000"}}));
    REQUIRE(consumer);
    CHECK(consumer->settings().value()["fetch.max.bytes"] == "5000000");
  }

  TEST_CASE("secrets are hidden") {
    auto producer = Producer::create(config_of({{"security.protocol", "SASL_PLAINTEXT"},
                                                {"sasl.mechanism", "PLAIN"},
                                                {"sasl.username", "alice"},
                                                {"sasl.password", "open sesame"}}));
    REQUIRE(producer);
    Settings settings = producer->settings().value();
    CHECK(settings["sasl.mechanism"] == "PLAIN");
    CHECK(settings["sasl.password"] == "[hidden]");
    for (const auto& setting : settings) {
      CAPTURE(setting.first);
      CHECK(setting.second.find("sesame") == std::string::npos);
    }
  }
}
