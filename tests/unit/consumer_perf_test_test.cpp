#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>
#include <thread>

#include "cmd/consumer_perf_test/command.hpp"
#include "cmd/consumer_perf_test/progress.hpp"
#include "cmd/consumer_perf_test/quota.hpp"
#include "cmd/consumer_perf_test/render.hpp"
#include "cmd/consumer_perf_test/team_progress.hpp"

using namespace kpp::tools;
using namespace kpp::tools::consumer_perf_test;
using Json = nlohmann::json;
using Clock = Progress::Clock;

namespace {

/// Rules written out, so that no time zone database is needed.
class TimeZone {
 public:
  explicit TimeZone(const char* rule) {
    if (const char* old = std::getenv("TZ")) before_ = old;
    ::setenv("TZ", rule, 1);
    ::tzset();
  }
  TimeZone(const TimeZone&) = delete;
  TimeZone& operator=(const TimeZone&) = delete;
  ~TimeZone() {
    if (before_) {
      ::setenv("TZ", before_->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }

 private:
  std::optional<std::string> before_;
};

constexpr const char* new_york = "EST5EDT,M3.2.0,M11.1.0";
constexpr const char* kolkata = "IST-5:30";

WallTime at(std::int64_t ms) {
  return WallTime(Millis(ms));
}

std::string formatted(std::int64_t ms, std::string_view pattern) {
  const auto format = DateFormat::parse(pattern);
  return format ? format->format(at(ms)) : "error: " + format.error();
}

std::string error_of(const std::vector<const char*>& words) {
  const auto options = parse(spec(), words);
  if (!options) return options.error().message;
  const auto settings = read_settings(*options);
  return settings ? "" : settings.error().message;
}

const DateFormat millis_only = *DateFormat::parse("s.S");

}  // namespace

// The expectations are what Java 17 prints.
TEST_SUITE("consumer perf: dates") {
  TEST_CASE("the default") {
    const TimeZone utc("UTC0");
    CHECK(formatted(1713763500007, "yyyy-MM-dd HH:mm:ss:SSS") == "2024-04-22 05:25:00:007");
    CHECK(formatted(-1, "yyyy-MM-dd HH:mm:ss:SSS") == "1969-12-31 23:59:59:999");
  }

  TEST_CASE("every letter") {
    const TimeZone utc("UTC0");
    struct Row {
      std::int64_t ms;
      const char* pattern;
      const char* wanted;
    };
    constexpr std::array rows{
        Row{1713763500007, "yy y yyyyy Y YY YYYY", "24 2024 02024 2024 24 2024"},
        Row{1713763500007, "M MM MMM MMMM L LL LLL LLLL", "4 04 Apr April 4 04 Apr April"},
        Row{1713763500007, "w ww W F D DDD u", "17 17 4 4 113 113 1"},
        Row{1713763500007, "E EEE EEEE a G GGGG", "Mon Mon Monday AM AD AD"},
        Row{1713763500007, "H HH k kk K KK h hh m s S SS SSSS",
            "5 05 5 05 5 05 5 05 25 0 7 07 0007"},
        Row{1735689599999, "yy y yyyyy Y YY YYYY", "24 2024 02024 2025 25 2025"},
        Row{1735689599999, "w ww W F D DDD u", "1 01 5 5 366 366 2"},
        Row{1735689599999, "E EEE EEEE a G GGGG", "Tue Tue Tuesday PM AD AD"},
        Row{1735689599999, "H HH k kk K KK h hh m s S SS SSSS",
            "23 23 23 23 11 11 11 11 59 59 999 999 0999"},
        Row{1230768000000, "w ww W F D DDD u", "1 01 1 1 1 001 4"},
        Row{1230768000000, "H HH k kk K KK h hh", "0 00 24 24 0 00 12 12"},
        Row{951782399123, "w ww W F D DDD u", "10 10 5 4 59 059 1"},
        Row{951782399123, "yy y yyyyy Y YY YYYY", "00 2000 02000 2000 00 2000"},
        Row{-1, "yy Y w W D u", "69 1970 1 5 365 3"},
        Row{0, "'at' yyyy''MM 'o''clock'", "at 1970'01 o'clock"},
        Row{0, "yyyy\xE5\xB9\xB4", "1970\xE5\xB9\xB4"},
    };
    for (const Row& row : rows) CHECK(formatted(row.ms, row.pattern) == row.wanted);
  }

  TEST_CASE("time zones") {
    {
      const TimeZone zone("UTC0");
      CHECK(formatted(0, "Z X XX XXX z") == "+0000 Z Z Z UTC");
    }
    {
      const TimeZone zone(new_york);
      CHECK(formatted(1713763500007, "HH Z X XX XXX z") == "01 -0400 -04 -0400 -04:00 EDT");
      CHECK(formatted(1735689599999, "HH Z X XX XXX z") == "18 -0500 -05 -0500 -05:00 EST");
    }
    {
      const TimeZone zone(kolkata);
      CHECK(formatted(1735689599999, "yyyy D Z X XX XXX z") == "2025 1 +0530 +05 +0530 +05:30 IST");
    }
  }

  TEST_CASE("refused patterns") {
    CHECK(formatted(0, "q") == "error: Illegal pattern character 'q'");
    CHECK(formatted(0, "yyyy T") == "error: Illegal pattern character 'T'");
    CHECK(formatted(0, "'abc") == "error: Unterminated quote");
    CHECK(formatted(0, "XXXX") == "error: invalid ISO 8601 format: length=4");
    CHECK(formatted(0, "zzzz") ==
          "error: The date format's zzzz, a time zone's full name, cannot be printed here; use z");
  }
}

TEST_SUITE("consumer perf: command line") {
  TEST_CASE("Kafka's words") {
    CHECK(error_of({"--topic", "t"}) ==
          "Exactly one of the following arguments is required: [messages], [num-records]");
    CHECK(error_of({"--num-records", "5"}) ==
          "Exactly one of the following arguments is required: [topic], [include]");
    CHECK(error_of({"--num-records", "5", "--topic", "t", "--include", "x"}) ==
          "Exactly one of the following arguments is required: [topic], [include]");
    CHECK(error_of({"--messages", "5", "--num-records", "5", "--topic", "t"}) ==
          "Options --num-records and --messages cannot be specified together.");
    CHECK(error_of({"--num-records", "abc", "--topic", "t"}) ==
          "Cannot parse argument 'abc' of option num-records");
    CHECK(error_of({"--num-records", "5", "--topic", "t", "--reporting-interval", "0"}) ==
          "Reporting interval must be greater than 0.");
    CHECK(error_of({"--num-records", "5", "--topic", "t", "--date-format", "b"}) ==
          "Illegal pattern character 'b'");
    CHECK(error_of({"--num-records", "-5", "--topic", "t"}) ==
          "--num-records must not be negative.");
    CHECK(error_of({"--bogus"}) == "bogus is not a recognized option");
  }

  TEST_CASE("what Kafka's tool does not have") {
    const std::vector<const char*> words{"--topic",     "a,b", "--num-records", "5",
                                         "--consumers", "3",   "--partition",   "0,2"};
    const auto options = parse(spec(), words);
    REQUIRE(options);
    const auto settings = read_settings(*options);
    REQUIRE(settings);
    CHECK(settings->topics == std::vector<std::string>{"a", "b"});
    CHECK(settings->consumers == 3);
    CHECK(settings->partitions == std::vector<std::int32_t>{0, 2});
    CHECK(error_of({"--num-records", "5", "--topic", "a,a"})
              .starts_with("--topic: 'a,a' is no list"));
    CHECK(error_of({"--num-records", "5", "--topic", "a", "--partition", "x"}) ==
          "Cannot parse argument 'x' of option partition");
    CHECK(error_of({"--num-records", "5", "--topic", "a", "--consumers", "0"}) ==
          "--consumers must be from 1 to 1000.");
    CHECK(error_of({"--num-records", "5", "--include", "a", "--partition", "0"}) ==
          "Option \"[partition]\" can't be used with option \"[include]\"");
  }

  TEST_CASE("old spellings") {
    CHECK(error_of({"--broker-list", "b:9092", "--topic", "t", "--messages", "5", "--threads", "3",
                    "--num-fetch-threads", "1", "--consumer.config", "f", "--timeout"})
              .empty());
  }
}

TEST_SUITE("consumer perf: measuring") {
  TEST_CASE("joining is not fetching") {
    const auto start = Clock::now();
    Progress progress(start, at(1000), Millis(5000));
    progress.assigned(start + Millis(300));
    progress.add(10, 1000);
    progress.revoked(start + Millis(600));
    progress.assigned(start + Millis(700));
    progress.add(5, 500);
    Report report;
    progress.finish(report, start + Millis(1000));
    CHECK(report.start == at(1000));
    CHECK(report.end == at(2000));
    CHECK(report.total.records == 15);
    CHECK(report.total.bytes == 1500);
    CHECK(report.total.rebalance == Millis(400));
    CHECK(report.total.fetch() == Millis(600));
  }

  TEST_CASE("intervals count for themselves, and sum up") {
    const auto start = Clock::now();
    Progress progress(start, at(0), Millis(100));
    progress.assigned(start + Millis(40));
    progress.add(10, 1000);
    CHECK_FALSE(progress.end_interval(start + Millis(99)));
    const auto first = progress.end_interval(start + Millis(100));
    REQUIRE(first);
    CHECK(first->span.records == 10);
    CHECK(first->span.rebalance == Millis(40));
    progress.add(7, 70);
    const auto second = progress.end_interval(start + Millis(250));
    REQUIRE(second);
    CHECK(second->end == at(250));
    CHECK(second->span.records == 7);
    CHECK(second->span.elapsed == Millis(150));
    CHECK(second->span.rebalance == Millis(0));
    CHECK(second->total_records == 17);
    CHECK(second->total_bytes == 1070);
  }
}

TEST_SUITE("consumer perf: several consumers") {
  TEST_CASE("together and each; the run is without partitions while every one is") {
    const auto start = Clock::now();
    TeamProgress team(start, at(0), Millis(100), 2);
    team.assigned(0, start + Millis(20));
    team.assigned(1, start + Millis(50));
    CHECK_FALSE(team.add(0, 10, 100, start + Millis(60)));
    team.revoked(0, start + Millis(70));
    team.assigned(0, start + Millis(90));
    team.revoked(0, start + Millis(100));
    team.revoked(1, start + Millis(110));
    team.assigned(1, start + Millis(150));
    const auto interval = team.add(1, 5, 50, start + Millis(200));
    REQUIRE(interval);
    CHECK(interval->whole.span.records == 15);
    REQUIRE(interval->consumers.size() == 2);
    CHECK(interval->consumers[0].span.records == 10);
    CHECK(interval->consumers[1].total_records == 5);
    CHECK(team.last_read() == start + Millis(200));
    Report report;
    team.finish(report, start + Millis(200));
    CHECK(report.total.records == 15);
    CHECK(report.total.rebalance == Millis(20 + 40));
    REQUIRE(report.consumers.size() == 2);
    CHECK(report.consumers[0].rebalance == Millis(20 + 20));
    CHECK(report.consumers[1].rebalance == Millis(50 + 40));
    CHECK(report.consumers[1].bytes == 50);
    CHECK(report.stall.begin == Millis(60));
    CHECK(report.stall.length == Millis(140));
  }

  TEST_CASE("one consumer is the whole run") {
    const auto start = Clock::now();
    TeamProgress team(start, at(0), Millis(100), 1);
    team.assigned(0, start + Millis(30));
    team.revoked(0, start + Millis(40));
    team.assigned(0, start + Millis(60));
    static_cast<void>(team.add(0, 1, 2, start + Millis(70)));
    Report report;
    team.finish(report, start + Millis(80));
    CHECK(report.consumers.empty());
    CHECK(report.total.rebalance == Millis(50));
    const auto live = team.live(start + Millis(80));
    CHECK(live.records == 1);
    CHECK(live.bytes == 2);
    CHECK(live.elapsed == Millis(80));
  }

  TEST_CASE("what was awaited in vain until the end is a stall") {
    const auto start = Clock::now();
    for (const bool in_vain : {false, true}) {
      TeamProgress team(start, at(0), Millis(100), 1);
      team.assigned(0, start + Millis(10));
      static_cast<void>(team.add(0, 1, 2, start + Millis(30)));
      Report report;
      team.finish(report, start + Millis(530), in_vain);
      CHECK(report.stall.begin == (in_vain ? Millis(30) : Millis(10)));
      CHECK(report.stall.length == (in_vain ? Millis(500) : Millis(20)));
    }
  }

  TEST_CASE("they read so many records and not one more") {
    Quota quota(10'000, 4);
    std::atomic<std::size_t> read{0};
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, idle = i == 0] {
          while (!quota.done()) {
            const std::size_t room = quota.take(100, Millis(50));
            // The first finds nothing to read, the others not all that they ask for.
            const std::size_t got = idle ? 0 : (room + 1) / 2;
            read += got;
            quota.settle(room, got);
          }
        });
      }
    }
    CHECK(read == 10'000);
  }

  TEST_CASE(
      "one that is alone gets what it asks for; who cannot be served waits no longer than it "
      "said") {
    Quota quota(150, 1);
    CHECK(quota.take(100, Millis(0)) == 100);
    CHECK(quota.take(100, Millis(0)) == 50);
    CHECK(quota.take(100, Millis(1)) == 0);
    CHECK_FALSE(quota.done());
    quota.settle(100, 100);
    quota.settle(50, 20);
    CHECK(quota.take(100, Millis(0)) == 30);
    quota.settle(30, 30);
    CHECK(quota.done());
    CHECK(Quota(0, 3).done());
  }
}

TEST_SUITE("consumer perf: output") {
  TEST_CASE("several consumers have a row each") {
    const TimeZone utc("UTC0");
    CHECK(header_text(false, true).starts_with("threadId, start.time, end.time, data"));
    CHECK(header_text(true, true) == header_text(true));
    Report report;
    report.start = at(0);
    report.end = at(347);
    report.total = {4000, 396'572, Millis(347), Millis(295)};
    report.consumers = {report.total, {}};
    Settings settings;
    settings.date_format = millis_only;
    const std::string row = total_text(report, millis_only);
    CHECK(summary_text(settings, report) ==
          "0, " + row + "1, 0.0, 0.347, 0.0000, NaN, 0, NaN, 0, 0, NaN, NaN\ntotal, " + row);
    report.consumers.clear();
    CHECK(summary_text(settings, report) == row);
    settings.detailed = true;
    CHECK(summary_text(settings, report).empty());
    const Interval interval{at(730), {1, 10, Millis(730), Millis(626)}, 1, 10};
    CHECK(interval_text(interval, millis_only, "total").starts_with("0.730, total, 0.0000, "));
  }

  TEST_CASE("header lines") {
    CHECK(header_text(false) ==
          "start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, "
          "rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n");
    CHECK(header_text(true) ==
          "time, threadId, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, "
          "rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n");
  }

  // Figures of a run of Kafka's own tool.
  TEST_CASE("the row") {
    const TimeZone utc("UTC0");
    Report report;
    report.start = at(0);
    report.end = at(347);
    report.total = {4000, 396'572, Millis(347), Millis(295)};
    CHECK(total_text(report, millis_only) ==
          "0.0, 0.347, 0.3782, 1.0899, 4000, 11527.3775, 295, 52, 7.2731, 76923.0769\n");
    CHECK(total_text(report, *DateFormat::parse("")) ==
          ", , 0.3782, 1.0899, 4000, 11527.3775, 295, 52, 7.2731, 76923.0769\n");
    report.total = {};
    CHECK(total_text(report, millis_only) == "0.0, 0.347, 0.0000, NaN, 0, NaN, 0, 0, NaN, NaN\n");
    report.total = {40, 1'048'576, Millis(100), Millis(100)};
    CHECK(total_text(report, millis_only) ==
          "0.0, 0.347, 1.0000, 10.0000, 40, 400.0000, 100, 0, Infinity, Infinity\n");
  }

  TEST_CASE("an interval's row") {
    const TimeZone utc("UTC0");
    Interval interval{at(730), {1, 10, Millis(730), Millis(626)}, 1, 10};
    CHECK(interval_text(interval, millis_only) ==
          "0.730, 0, 0.0000, 0.0000, 1, 1.3699, 626, 104, 0.0001, 9.6154\n");
    interval.span.rebalance = Millis(800);
    CHECK(interval_text(interval, millis_only) ==
          "0.730, 0, 0.0000, 0.0000, 1, 1.3699, 800, -70, 0.0000, 0.0000\n");
  }

  TEST_CASE("the object") {
    Report report;
    report.start = at(1000);
    report.end = at(1500);
    report.total = {100, 1'048'576, Millis(500), Millis(100)};
    report.intervals = {{at(1200), {50, 500, Millis(200), Millis(100)}, 50, 500}};
    report.timed_out = true;
    report.metrics = {{"m", std::int64_t{3}}};
    Settings settings;
    settings.topic = "t";
    settings.records = 200;
    settings.group = "g";
    report.series = {{0, std::chrono::milliseconds(500), 100, 1'048'576, {}}};
    const std::string text = report_json(settings, report);
    CHECK(text.starts_with("{\"version\":1,"));
    const Json json = Json::parse(text);
    CHECK(json["topic"] == "t");
    CHECK(json["include"].is_null());
    CHECK(json["timed_out"] == true);
    CHECK(json["total"]["records_per_second"] == 200.0);
    CHECK(json["total"]["fetch_mb_per_second"] == 2.5);
    CHECK(json["intervals"][0]["end_ms"] == 1200);
    CHECK(json["intervals"][0]["records_per_second"] == 250.0);
    CHECK(json["clients"].size() == 1);
    CHECK(json["clients"][0]["records"] == 100);
    CHECK(json["errors"].empty());
    CHECK(json["stall"]["at_ms"].is_null());
    CHECK_FALSE(json.contains("config"));
    CHECK(json["metrics"]["m"] == 3);
    CHECK(json["tool"] == "kafka-consumer-perf-test");
    CHECK(json["start_ms"] == 1000);
    CHECK(json["settings"]["group"] == "g");
    CHECK(json["series"][0]["mb_per_second"] == 2.0);
    CHECK(json["series"][0]["latency_ms"].is_null());
    report.total = {};
    CHECK(Json::parse(report_json(settings, report))["total"]["records_per_second"].is_null());
  }
}
