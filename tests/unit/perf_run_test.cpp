// What the performance tools share for a run: a schedule, stalls, lists, the live line, retries.

#include <doctest/doctest.h>

#include <limits>
#include <thread>

#include "options/partition_list.hpp"
#include "perf/bounded_time.hpp"
#include "perf/broker_release.hpp"
#include "perf/config_text.hpp"
#include "perf/finish.hpp"
#include "perf/lists.hpp"
#include "perf/live_line.hpp"
#include "perf/retry_counter.hpp"
#include "perf/schedule.hpp"
#include "perf/stall_watch.hpp"
#include "perf/trouble_line.hpp"

using namespace kpp::tools;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_SUITE("perf runs") {
  TEST_CASE("a record is as late as it is behind its turn") {
    const auto start = Schedule::Clock::now();
    const Schedule schedule(100, start);
    CHECK(schedule.limited());
    CHECK(schedule.lateness(0, start) == microseconds(0));
    CHECK(schedule.lateness(50, start + milliseconds(500)) == microseconds(0));
    CHECK(schedule.lateness(50, start + milliseconds(512)) == milliseconds(12));
    CHECK(schedule.lateness(50, start + milliseconds(400)) ==
          microseconds(0));  // early is not late
    CHECK(Schedule(1e-300, start).lateness(1, start + seconds(1)) == microseconds(0));
    for (const double rate : {-1.0, 0.0}) {
      const Schedule none(rate, start);
      CHECK_FALSE(none.limited());
      CHECK(none.lateness(1, start + seconds(5)) == microseconds(0));
    }
  }

  TEST_CASE("a time without end does not overflow") {
    CHECK(bounded_ms(5000) == seconds(5));
    CHECK(bounded_ms(-1) == milliseconds(-1));
    const std::chrono::nanoseconds longest = bounded_ms(std::numeric_limits<std::int64_t>::max());
    CHECK(longest > std::chrono::hours(24 * 365 * 99));
  }

  TEST_CASE("a stall is a time in which something is awaited and nothing comes") {
    StallWatch watch;
    CHECK(watch.longest().length == microseconds(0));
    watch.came(milliseconds(10), milliseconds(15));
    // Nothing was awaited from 15 to 500.
    watch.came(milliseconds(500), milliseconds(510));
    CHECK(watch.longest().begin == milliseconds(500));
    CHECK(watch.longest().length == milliseconds(10));
    // Sent at 505 already, but at 510 something else came.
    watch.came(milliseconds(505), milliseconds(540));
    CHECK(watch.longest().begin == milliseconds(510));
    CHECK(watch.longest().length == milliseconds(30));
    // What fails does not end a stall.
    watch.failed(milliseconds(541), milliseconds(700));
    watch.failed(milliseconds(542), milliseconds(900));
    CHECK(watch.longest().begin == milliseconds(542));
    CHECK(watch.longest().length == milliseconds(358));
  }

  TEST_CASE("lists") {
    CHECK(*name_list("a") == std::vector<std::string>{"a"});
    CHECK(*name_list("b,a") == std::vector<std::string>{"b", "a"});
    for (const char* wrong : {"", "a,", ",a", "a,b,a"}) CHECK_FALSE(name_list(wrong));
    for (const char* name : {"a", "A.b_c-9", "...", "__consumer_offsets"})
      CHECK(is_topic_name(name));
    for (const char* name : {"", ".", "..", "bad name", "a/b", "\xC3\xA4"})
      CHECK_FALSE(is_topic_name(name));
    CHECK(is_topic_name(std::string(249, 'x')));
    CHECK_FALSE(is_topic_name(std::string(250, 'x')));
    CHECK(missing_partition("t", 7, 3) == "Topic 't' has no partition 7: there are 3");
  }

  TEST_CASE("the live line: rates of the last moments, the time left by the whole") {
    LiveLine line(1000);
    CHECK(line.text({.elapsed = milliseconds(500)}) == "0% done, 0 records/s, 0.00 MB/s");
    CHECK(line.text({.elapsed = seconds(1),
                     .records = 100,
                     .bytes = 1 << 20U,
                     .latency = {{microseconds(1200), microseconds(5440)}}}) ==
          "10% done, 200 records/s, 2.00 MB/s, p50 1.2 ms, p99 5.4 ms, 0:09 left");
    for (int i = 2; i < 9; ++i) {
      static_cast<void>(line.text({.elapsed = seconds(i), .records = 100, .bytes = 1 << 20U}));
    }
    CHECK(line.text({.elapsed = seconds(9), .records = 100, .bytes = 1 << 20U, .failed = 400}) ==
          "50% done, 0 records/s, 0.00 MB/s, 0:09 left");
    LiveLine long_one(1'000'000'000'000'000);
    CHECK(long_one.text({.elapsed = seconds(10), .records = 1}) ==
          "0% done, 0 records/s, 0.00 MB/s");
  }

  TEST_CASE("retries are told by the last of the client's own counts") {
    RetryCounter retries;
    CHECK_FALSE(retries.sent());
    retries.add("no statistics");
    CHECK(retries.emissions() == 0);
    retries.add(
        R"({"topics":{"t":{"partitions":{"0":{"txmsgs":3},"1":{"txmsgs":4}}}},"txmsgs":7, "x":1})");
    CHECK(retries.emissions() == 1);
    CHECK(*retries.sent() == 7);
    kpp::Config config;
    RetryCounter::enable(config);
    CHECK(config.get_or("statistics.interval.ms", "") == "1000");
    REQUIRE(config.set("statistics.interval.ms", "250"));
    RetryCounter::enable(config);
    CHECK(config.get_or("statistics.interval.ms", "") == "250");
  }

  TEST_CASE("trouble is told only where there was some") {
    const Stall stall{microseconds(1'500'000), microseconds(250'000)};
    CHECK(trouble_line({}, std::nullopt, stall).empty());
    CHECK(trouble_line({}, 0, stall).empty());
    CHECK(trouble_line({}, 2, stall) ==
          "0 client errors, 2 records sent again, longest stall 250.00 ms, begun 1500.00 ms after "
          "the start.");
    CHECK(trouble_line({{"BROKER", "lost", 2}, {"OTHER", "x", 1}}, std::nullopt, stall) ==
          "3 client errors, longest stall 250.00 ms, begun 1500.00 ms after the start.");
  }

  TEST_CASE("a broker's release by what it supports") {
    CHECK(release_of_level(1) == "3.0");
    CHECK(release_of_level(5) == "3.3");
    CHECK(release_of_level(7) == "3.3");
    CHECK(release_of_level(8) == "3.4");
    CHECK(release_of_level(30) == "4.3");
    CHECK(release_of_level(31) == "newer than 4.3");
    CHECK_FALSE(release_of_level(0));
    CHECK(release_of_protocol("2.5-IV0") == "2.5");
    CHECK(release_of_protocol("3.0") == "3.0");
    for (const char* other : {"", "-IV0", "latest"}) CHECK_FALSE(release_of_protocol(other));
  }

  TEST_CASE("settings, a line each") {
    CHECK(config_text("Producer", {{"acks", "all"}, {"linger.ms", "5"}}) ==
          "Producer settings in effect:\n\tacks = all\n\tlinger.ms = 5\n");
  }

  TEST_CASE("the finish is when the last one is done") {
    Finish finish(2);
    CHECK_FALSE(finish.wait(milliseconds(1)));
    finish.one_more();
    const auto first = finish.time();
    std::jthread other([&] { finish.one_more(); });
    while (!finish.wait(milliseconds(100))) continue;
    CHECK(finish.time() >= first);
  }
}
