#include "common/perf/series.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace kpp::tools;
using namespace std::chrono_literals;

TEST_SUITE("perf: seconds of a run") {
  TEST_CASE("each second counts for itself, with percentiles of its own") {
    Series series;
    for (int i = 1; i <= 100; ++i) series.at(i * 5ms).add(i * 1ms, 10);
    series.at(1500ms).add(7ms, 30);
    const auto seconds = series.finish(2250ms);
    REQUIRE(seconds.size() == 3);
    CHECK(seconds[0].second == 0);
    CHECK(seconds[0].length == 1s);
    CHECK(seconds[0].records == 100);
    CHECK(seconds[0].bytes == 1000);
    REQUIRE(seconds[0].latency);
    CHECK(seconds[0].latency->p50 / 1ms == 51);
    CHECK(seconds[0].latency->p99 / 1ms == 100);
    CHECK(seconds[0].latency->max == 100ms);
    CHECK(seconds[1].records == 1);
    CHECK(seconds[1].latency->max == 7ms);
    CHECK(seconds[2].records == 0);
    CHECK(seconds[2].length == 250ms);
    CHECK_FALSE(seconds[2].latency);
  }

  TEST_CASE("a stall is seconds without records") {
    Series series;
    series.at(100ms).add(1ms, 1);
    series.at(3100ms).add(1ms, 1);
    const auto seconds = series.finish(4s);
    REQUIRE(seconds.size() == 4);
    CHECK(seconds[1].records == 0);
    CHECK_FALSE(seconds[1].latency);
    CHECK(seconds[2].records == 0);
    CHECK(seconds[3].records == 1);
  }

  TEST_CASE("what is late counts for the second that has begun") {
    Series series;
    series.at(1100ms).add(1ms, 1);
    series.at(900ms).add(1ms, 1);  // another client's
    const auto seconds = series.finish(1s);
    REQUIRE(seconds.size() == 2);
    CHECK(seconds[0].records == 0);
    CHECK(seconds[1].records == 2);
    CHECK(seconds[1].length == 1s);
  }

  TEST_CASE("nothing happened") {
    CHECK(Series().finish(0ms).empty());
    CHECK(Series().finish(1s).size() == 1);
  }

  TEST_CASE("records without a latency, from several threads") {
    Series series;
    {
      std::vector<std::jthread> clients;
      clients.reserve(3);
      for (int client = 0; client < 3; ++client)
        clients.emplace_back([&series] {
          for (int i = 0; i < 1000; ++i) series.at(i * 1ms).add_unmeasured(2, 10);
        });
    }
    const auto seconds = series.finish(1s);
    REQUIRE(seconds.size() == 1);
    CHECK(seconds[0].records == 6000);
    CHECK(seconds[0].bytes == 30'000);
    CHECK_FALSE(seconds[0].latency);
  }
}
