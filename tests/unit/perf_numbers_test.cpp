#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "kpp/version.hpp"
#include "perf/client_metrics.hpp"
#include "perf/java_number.hpp"
#include "perf/metrics_table.hpp"

using namespace kpp::tools;

TEST_SUITE("numbers as Java prints them") {
  // What String.format of Java 17 answers; C's printf differs where the comment says so.
  TEST_CASE("rounding is half up on the shortest decimal form") {
    CHECK(java_fixed(0.15, 1) == "0.2");    // C: 0.1
    CHECK(java_fixed(0.35, 1) == "0.4");    // C: 0.3
    CHECK(java_fixed(1.005, 2) == "1.01");  // C: 1.00
    CHECK(java_fixed(2.675, 2) == "2.68");  // C: 2.67
    CHECK(java_fixed(0.00005, 4) == "0.0001");
    CHECK(java_fixed(0.00015, 4) == "0.0002");  // C: 0.0001
    CHECK(java_fixed(123456.78955, 4) == "123456.7896");
    CHECK(java_fixed(0.25, 1) == "0.3");  // C: 0.2
    CHECK(java_fixed(2.5, 0) == "3");     // C: 2
    CHECK(java_fixed(9.9999, 2) == "10.00");
    CHECK(java_fixed(9.99995, 4) == "10.0000");
    CHECK(java_fixed(99.95, 1) == "100.0");
    CHECK(java_fixed(0.1 + 0.2, 6) == "0.300000");
    CHECK(java_fixed(1000.0 * 3 / 7, 6) == "428.571429");
  }

  TEST_CASE("small, large, negative and no numbers at all") {
    CHECK(java_fixed(0, 4) == "0.0000");
    CHECK(java_fixed(1e-7, 6) == "0.000000");
    CHECK(java_fixed(5e-324, 1) == "0.0");
    CHECK(java_fixed(0.002, 4) == "0.0020");
    CHECK(java_fixed(9007199254740993.0, 1) == "9007199254740992.0");
    CHECK(java_fixed(1e22, 2) == "10000000000000000000000.00");
    CHECK(java_fixed(-1.25, 1) == "-1.3");
    CHECK(java_fixed(-0.00001, 4) == "-0.0000");
    CHECK(java_fixed(std::numeric_limits<double>::max(), 1).size() == 311);
    CHECK(java_fixed(std::numeric_limits<double>::quiet_NaN(), 4) == "NaN");
    CHECK(java_fixed(std::numeric_limits<double>::infinity(), 4) == "Infinity");
    CHECK(java_fixed(-std::numeric_limits<double>::infinity(), 4) == "-Infinity");
  }

  TEST_CASE("the table of metrics") {
    CHECK(metrics_table({}).empty());
    CHECK(metrics_table({{"g:long-name:{}", 1.5}, {"app:v:{}", "4.3"}, {"g:n:{}", 7}}) ==
          "\n"
          "Metric Name      Value\n"
          "app:v:{}       : 4.3\n"
          "g:long-name:{} : 1.500\n"
          "g:n:{}         : 7\n");
  }
}

TEST_SUITE("metrics from statistics") {
  TEST_CASE("totals are the latest, averages and maxima those of all emissions") {
    kpp::tools::ClientMetrics metrics("producer", "c");
    const auto emission = [](int sent, int latency_us) {
      return R"({"tx":)" + std::to_string(sent) +
             R"(,"txmsgs":5,"brokers":{"b:1/bootstrap":{"nodeid":-1,"state":"DOWN"},)"
             R"("b:1/7":{"nodeid":7,"state":"UP","tx":3,"rtt":{"sum":)" +
             std::to_string(2 * latency_us) + R"(,"cnt":2,"max":)" + std::to_string(latency_us) +
             R"(}}},"topics":{"t":{"batchcnt":{"sum":30,"cnt":3,"max":12},)"
             R"("partitions":{"-1":{"txmsgs":0},"0":{"txmsgs":2},"1":{"txmsgs":3}}}}})";
    };
    metrics.add(emission(10, 4000));
    metrics.add(emission(20, 2000));
    metrics.add("no JSON");
    metrics.add("[]");
    CHECK(metrics.emissions() == 2);
    metrics.set("record-error-total", 1);
    const Metrics all = metrics.metrics();
    const auto real = [&](const std::string& name) { return std::get<double>(all.at(name)); };
    CHECK(real("producer-metrics:request-total:{client-id=c}") == 20);
    CHECK(real("producer-metrics:connection-count:{client-id=c}") == 1);
    CHECK(real("producer-metrics:request-latency-avg:{client-id=c}") == 3);
    CHECK(real("producer-metrics:request-latency-max:{client-id=c}") == 4);
    CHECK(real("producer-node-metrics:request-total:{client-id=c, node-id=node-7}") == 3);
    CHECK(real("producer-metrics:records-per-request-avg:{client-id=c}") == 10);
    CHECK(real("producer-topic-metrics:record-send-total:{client-id=c, topic=t}") == 5);
    CHECK(real("producer-metrics:record-error-total:{client-id=c}") == 1);
    CHECK(std::isnan(real("producer-metrics:produce-throttle-time-avg:{client-id=c}")));
    CHECK(std::get<std::string>(all.at("app-info:version:{client-id=c}")) == kpp::version());
    CHECK_FALSE(all.contains("producer-metrics:records-per-request-max:{client-id=c}"));
    CHECK_FALSE(all.contains("producer-node-metrics:request-total:{client-id=c, node-id=node--1}"));
  }

  TEST_CASE("a consumer's") {
    kpp::tools::ClientMetrics metrics("consumer", "c");
    metrics.add(R"({"rxmsgs":9,"cgrp":{"assignment_size":2},"topics":{"t":{"partitions":{)"
                R"("0":{"partition":0,"rxmsgs":9,"consumer_lag_stored":4},)"
                R"("1":{"partition":1,"consumer_lag_stored":-1}}}}})");
    const Metrics all = metrics.metrics();
    const auto real = [&](const std::string& name) { return std::get<double>(all.at(name)); };
    CHECK(real("consumer-coordinator-metrics:assigned-partitions:{client-id=c}") == 2);
    CHECK(real("consumer-fetch-manager-metrics:records-consumed-total:{client-id=c}") == 9);
    CHECK(real("consumer-fetch-manager-metrics:records-lag:{client-id=c, partition=0, topic=t}") ==
          4);
    CHECK_FALSE(all.contains(
        "consumer-fetch-manager-metrics:records-lag:{client-id=c, partition=1, topic=t}"));
  }

  TEST_CASE("the interval is the user's, if there is one") {
    kpp::Config config;
    kpp::tools::ClientMetrics::enable(config);
    CHECK(config.get("statistics.interval.ms") == "200");
    REQUIRE(config.set("statistics.interval.ms", "5000"));
    kpp::tools::ClientMetrics::enable(config);
    CHECK(config.get("statistics.interval.ms") == "5000");
  }
}
