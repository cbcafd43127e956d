#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/config_keys.hpp"
#include "kpp/config.hpp"

using kpp::Config;

TEST_SUITE("config") {
  TEST_CASE("both spellings are one property") {
    Config config;
    REQUIRE(config.set("metadata.broker.list", "a:1"));
    CHECK(config.get("bootstrap.servers") == "a:1");
    CHECK(config.get("metadata.broker.list") == "a:1");
    REQUIRE(config.set("bootstrap.servers", "b:1"));
    CHECK(config.entries().size() == 1);
    config.unset("metadata.broker.list");
    CHECK_FALSE(config.has("bootstrap.servers"));
  }

  TEST_CASE("an unknown key is refused, with the nearest known one") {
    Config config;
    const auto set = config.set("bootstrap.server", "a:1");
    REQUIRE_FALSE(set);
    CHECK(set.error().code() == kpp::ErrorCode::invalid_config_value);
    CHECK(set.error().message() ==
          "unknown property 'bootstrap.server'; did you mean 'bootstrap.servers'?");
    CHECK(config.set("nothing.like.it.at.all", "1").error().message() ==
          "unknown property 'nothing.like.it.at.all'");
  }

  TEST_CASE("values are checked at once") {
    Config config;
    CHECK(config.set("acks", "banana").error().message() ==
          "acks=banana: expected one of all, -1, 0, 1");
    CHECK(config.set("enable.idempotence", "yes").error().message() ==
          "enable.idempotence=yes: expected true or false");
    CHECK(config.set("batch.size", "12x").error().message() ==
          "batch.size=12x: expected a whole number");
    CHECK(config.set("retries", "-1").error().message() ==
          "retries=-1: expected a number from 0 to 2147483647");
    CHECK(config.entries().empty());
    CHECK(config.set("acks", "ALL"));
    CHECK(config.set("linger.ms", "0.5"));
    CHECK(config.set("batch.size", " 100 "));
    CHECK(config.get("batch.size") == "100");
    CHECK(config.set("ssl.endpoint.identification.algorithm", ""));
  }

  TEST_CASE("keys of the JVM are refused by a strict set and skipped by a tolerant merge") {
    Config config;
    CHECK_FALSE(config.set("key.serializer", "org.example.S"));
    std::vector<std::string> warnings;
    REQUIRE(config.merge_tolerant(
        {{"key.serializer", "org.example.S"}, {"client.id", "me"}, {"clent.id", "x"}}, warnings));
    CHECK(config.get("client.id") == "me");
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0] ==
          "property 'clent.id' is not known and is ignored (did you mean 'client.id'?)");
  }

  TEST_CASE("a tolerant merge never weakens security or takes a bad value") {
    Config config;
    std::vector<std::string> warnings;
    CHECK_FALSE(config.merge_tolerant({{"security.protocl", "SSL"}}, warnings));
    CHECK_FALSE(config.merge_tolerant({{"ssl.truststore.loc", "/x"}}, warnings));
    CHECK_FALSE(config.merge_tolerant({{"retries", "many"}}, warnings));
  }

  TEST_CASE("secrets are masked in text and in errors") {
    Config config;
    REQUIRE(config.set("sasl.password", "hunter2"));
    REQUIRE(config.set("sasl.jaas.config", "x password=\"hunter2\";"));
    config.set_unchecked("my.own.token", "hunter2");
    CHECK(config.to_string().find("hunter2") == std::string::npos);
    CHECK(config.to_string().find("sasl.password=[hidden]") != std::string::npos);
    CHECK(kpp::is_secret_key("ssl.keystore.password"));
    CHECK_FALSE(kpp::is_secret_key("client.id"));
  }

  TEST_CASE("no secret key's value is ever shown, whichever key it is") {
    for (const auto& info : kpp::core::known_keys()) {
      if (!info.secret) continue;
      CAPTURE(info.name);
      Config config;
      config.set_unchecked(info.name, "hunter2");
      if (!info.alias.empty()) config.set_unchecked(info.alias, "hunter2");
      CHECK(config.to_string() == std::string(info.name) + "=[hidden]\n");
    }
    // A misspelt one is a secret, too.
    Config config;
    const auto misspelt = config.set("sasl.pasword", "hunter2");
    REQUIRE(!misspelt);
    CHECK(misspelt.error().to_string().find("hunter2") == std::string::npos);
    CHECK(misspelt.error().to_string().find("did you mean 'sasl.password'?") != std::string::npos);
  }

  TEST_CASE("a property without effect on a kind of client is a warning") {
    Config config;
    REQUIRE(config.set("group.id", "g"));
    REQUIRE(config.set("acks", "all"));
    REQUIRE(config.set("client.id", "me"));
    config.set_unchecked("of.a.newer.librdkafka", "x");
    CHECK(config.warnings_for(kpp::ClientKind::producer) ==
          std::vector<std::string>{"property 'group.id' has no effect on a producer"});
    CHECK(config.warnings_for(kpp::ClientKind::consumer) ==
          std::vector<std::string>{"property 'acks' has no effect on a consumer"});
    CHECK(Config().warnings_for(kpp::ClientKind::producer).empty());
  }

  TEST_CASE("the catalogue has no name twice") {
    std::vector<std::string_view> names;
    for (const auto& info : kpp::core::known_keys()) {
      names.push_back(info.name);
      if (!info.alias.empty()) names.push_back(info.alias);
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
  }
}
