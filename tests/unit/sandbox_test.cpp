#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <string>

#include "sandbox/broker_config.hpp"
#include "sandbox/broker_log.hpp"
#include "sandbox/kafka_version.hpp"
#include "sandbox/pom.hpp"
#include "sandbox/ports.hpp"
#include "sandbox/process.hpp"
#include "sandbox/render.hpp"

using namespace kpp::tools::sandbox;

namespace {

KafkaVersion version(const char* text) {
  const auto parsed = parse_kafka_version(text);
  REQUIRE(parsed);
  return *parsed;
}

bool has_line(const std::string& text, const std::string& line) {
  return ('\n' + text).find('\n' + line + '\n') != std::string::npos;
}

}  // namespace

TEST_SUITE("sandbox") {
  TEST_CASE("what a version needs") {
    CHECK(version("2.5.0").needs_zookeeper());
    CHECK(version("3.2.3").needs_zookeeper());
    CHECK_FALSE(version("3.3.0").needs_zookeeper());
    CHECK_FALSE(version("3.10.0").needs_zookeeper());
    CHECK_FALSE(version("3.9.1").logs_with_log4j2());
    CHECK(version("4.0.0").logs_with_log4j2());
    CHECK(version("10.0.0-rc1").text == "10.0.0-rc1");
  }

  TEST_CASE("what is no version") {
    for (const char* text :
         {"", "4", "4.3", "4.3.", "4.3.1.", "v4.3.1", "4.3.1 ", "-4.3.1", "4.-3.1", "4.3.1-",
          "4.3.1-a/b", "4.3.1<x>", "2.3.1", "99999999999.1.1"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_kafka_version(text));
    }
  }

  TEST_CASE("one broker is its own controller, with internal topics of one replica") {
    const Plan plan{.version = version("4.3.1"), .ports = {9092}, .controller_ports = {20001}};
    const std::string text = broker_properties(plan, 1);
    CHECK(has_line(text, "process.roles=broker,controller"));
    CHECK(has_line(text, "controller.quorum.voters=1@127.0.0.1:20001"));
    CHECK(has_line(text, "listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:20001"));
    CHECK(has_line(text, "advertised.listeners=PLAINTEXT://127.0.0.1:9092"));
    CHECK(has_line(text, "offsets.topic.replication.factor=1"));
    CHECK(has_line(text, "transaction.state.log.min.isr=1"));
    CHECK(has_line(text, "share.coordinator.state.topic.replication.factor=1"));
    CHECK(has_line(text, "group.initial.rebalance.delay.ms=0"));
    CHECK(has_line(text, "log.dirs=data/4.3.1-1/broker-1"));
  }

  TEST_CASE("settings of one's own come last, where they win") {
    const Plan plan{.version = version("4.3.1"),
                    .ports = {9092},
                    .controller_ports = {20001},
                    .settings = {"offsets.topic.num.partitions=7", "super.users=User:a;User:b"}};
    CHECK(broker_properties(plan, 1).ends_with(
        "\noffsets.topic.num.partitions=7\nsuper.users=User:a;User:b\n"));
  }

  TEST_CASE("a setting may be for one broker") {
    const Plan plan{.version = version("4.3.1"),
                    .ports = {9092, 9093},
                    .controller_ports = {20001},
                    .settings = {"2:broker.rack=b", "a=2:b", "1:broker.rack=a"}};
    CHECK(log_dirs(plan, 2) == std::vector<std::string>{"data/4.3.1-2/broker-2"});
    CHECK(broker_properties(plan, 1).ends_with("\na=2:b\nbroker.rack=a\n"));
    CHECK(broker_properties(plan, 2).ends_with("\nbroker.rack=b\na=2:b\n"));
  }

  TEST_CASE("a broker may have several log directories") {
    const Plan plan{.version = version("4.3.1"),
                    .ports = {9092, 9093},
                    .controller_ports = {20001},
                    .settings = {"1:log.dirs=data/one,/mnt/two"}};
    CHECK(log_dirs(plan, 1) == std::vector<std::string>{"data/one", "/mnt/two"});
    CHECK(log_dirs(plan, 2) == std::vector<std::string>{plan.broker_data(2)});
  }

  TEST_CASE("of four brokers three are controllers") {
    CHECK(controller_count(1) == 1);
    CHECK(controller_count(2) == 1);
    CHECK(controller_count(3) == 3);
    CHECK(controller_count(9) == 3);
    const Plan plan{
        .version = version("3.8.1"), .ports = {1, 2, 3, 4}, .controller_ports = {11, 12, 13}};
    const std::string third = broker_properties(plan, 3);
    const std::string fourth = broker_properties(plan, 4);
    CHECK(has_line(third, "process.roles=broker,controller"));
    CHECK(has_line(fourth, "process.roles=broker"));
    CHECK(has_line(fourth, "listeners=PLAINTEXT://127.0.0.1:4"));
    CHECK(has_line(fourth, "offsets.topic.replication.factor=3"));
    CHECK(has_line(fourth, "transaction.state.log.min.isr=2"));
    CHECK(fourth.find("share.coordinator") == std::string::npos);
  }

  TEST_CASE("a ZooKeeper cluster") {
    const Plan plan{.version = version("2.5.0"), .ports = {9092}, .zookeeper_port = 20001};
    const std::string text = broker_properties(plan, 1);
    CHECK(has_line(text, "broker.id=1"));
    CHECK(has_line(text, "zookeeper.connect=127.0.0.1:20001"));
    CHECK(text.find("process.roles") == std::string::npos);
    CHECK(has_line(zookeeper_properties(plan), "clientPortAddress=127.0.0.1"));
  }

  TEST_CASE("each generation of Kafka gets the log it was built for") {
    CHECK(pom(version("4.3.1")).find("log4j-slf4j-impl") != std::string::npos);
    CHECK(pom(version("3.9.0")).find("slf4j-reload4j") != std::string::npos);
    CHECK(pom(version("3.9.0")).find("<artifactId>kafka_2.13</artifactId><version>3.9.0<") !=
          std::string::npos);
  }

  TEST_CASE("why a broker ended") {
    SUBCASE("the error that gives a reason, not the last one") {
      CHECK(
          last_error({"[2026-11-21 03:31:08,555] INFO starting (kafka.server.KafkaServer)",
                      "[2026-11-21 03:31:08,560] ERROR Fatal error (kafka.server.KafkaServer)",
                      "java.io.IOException: No space left on device", "\tat java.base/x(Y.java:1)",
                      "[2026-11-21 03:31:09,000] INFO shutting down (kafka.server.KafkaServer)",
                      "[2026-11-21 03:31:10,087] ERROR Exiting Kafka. (kafka.Kafka$)"}) ==
          "Fatal error: java.io.IOException: No space left on device");
    }
    SUBCASE("the cause of the exception") {
      CHECK(last_error({"[t] ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)",
                        "org.apache.kafka.common.KafkaException: Socket server failed",
                        "\tat kafka.x(Y.scala:1)", "Caused by: java.net.BindException: in use",
                        "\t... 12 more"}) ==
            "Exiting Kafka due to fatal exception: java.net.BindException: in use");
    }
    SUBCASE("an error without an exception") {
      CHECK(last_error({"[t] FATAL bad (things) happen (kafka.Kafka$)"}) == "bad (things) happen");
    }
    SUBCASE("Java did not get as far as a log") {
      CHECK(last_error({"Unrecognized option: -Xbogus",
                        "Error: Could not create the Java Virtual Machine."}) ==
            "Unrecognized option: -Xbogus");
    }
    SUBCASE("nothing is wrong") {
      CHECK(last_error({"[t] INFO fine (kafka.Kafka$)", "\tat nothing"}).empty());
      CHECK(last_error({}).empty());
    }
  }

  TEST_CASE("a process is known by more than its number") {
    const auto self = identify(getpid());
    REQUIRE(self);
    CHECK(is_running(*self));
    CHECK_FALSE(is_running({self->pid, self->start_ticks + 1}));
    CHECK_FALSE(identify(0));
    CHECK_FALSE(identify(-1));
    CHECK_FALSE(boot_id().empty());
  }

  TEST_CASE("a program's output comes line by line, its status at the end") {
    std::string seen;
    const auto status =
        run_program({"sh", "-c", "echo one; echo two >&2; printf three; exit 3"}, "/",
                    [&](std::string_view line) { seen.append(line).append("|"); }, {});
    REQUIRE(status);
    CHECK(*status == 3);
    CHECK(seen == "one|two|three|");
    CHECK_FALSE(run_program({"/no/such/program"}, "/", [](std::string_view) {}, {}));
  }

  TEST_CASE("free ports differ, and spare those that are taken") {
    const auto ports = free_ports(20, {20000});
    REQUIRE(ports);
    CHECK(std::set<int>(ports->begin(), ports->end()).size() == 20);
    CHECK(std::ranges::find(*ports, 20000) == ports->end());
    CHECK(is_free(ports->front()));
    CHECK_FALSE(accepts_connections(ports->front()));
  }

  TEST_CASE("a shell reads back what was printed") {
    CHECK(variables_for_shell({{"A", "it's $HOME"}}) == "export A='it'\\''s $HOME'\n");
  }
}
