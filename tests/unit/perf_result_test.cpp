#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "common/formats/csv.hpp"
#include "common/perf/result/comparison.hpp"
#include "common/perf/result/figures.hpp"
#include "common/perf/result/read_result.hpp"
#include "common/perf/result/result_csv.hpp"
#include "perf_result_samples.hpp"

using namespace kpp::tools;

namespace {

PerfResult result_of(const std::string& json) {
  auto result = read_result(json, "it");
  REQUIRE(result);
  return *std::move(result);
}

const Difference& row(const Comparison& comparison, std::string_view name) {
  const auto found = std::ranges::find(comparison.figures, name, &Difference::name);
  REQUIRE(found != comparison.figures.end());
  return *found;
}

/// The rows of a section, by their fields.
std::vector<std::vector<std::string>> rows(const std::string& csv, std::string_view section) {
  std::vector<std::vector<std::string>> found;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    auto fields = split_csv_line(line);
    REQUIRE(fields);
    CHECK(fields->size() == 15);
    if (fields->front() == section) found.push_back(*std::move(fields));
  }
  return found;
}

}  // namespace

TEST_SUITE("perf result: reading") {
  TEST_CASE("everything that a tool prints") {
    const PerfResult result = result_of(sample_result());
    CHECK(result.tool == "kafka-producer-perf-test");
    CHECK(result.start == "2026-05-01T10:00:00.000Z");
    REQUIRE(result.subject.size() == 1);
    CHECK(result.subject[0].text == "t");
    CHECK(result.marks == std::vector<std::string>{"interrupted"});
    REQUIRE(result.settings.size() == 2);
    CHECK(result.settings[0].name == "num_records");
    CHECK(result.settings[0].text == "100");
    CHECK(result.settings[1].text.empty());
    CHECK(result.versions[0].text == "1.0.0");
    REQUIRE(result.series.size() == 3);
    CHECK(result.series[1].records_per_second == 50);
    CHECK(result.series[1].latency->p99_ms == 9);
    CHECK_FALSE(result.series[2].latency);
    REQUIRE(result.histogram.size() == 2);
    CHECK(result.histogram[0].up_to_ms == 1.5);
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].count == 3);
    REQUIRE(result.errors.size() == 1);
    CHECK(result.errors[0].count == 2);
    REQUIRE(result.config.size() == 1);
    CHECK(result.config[0].name == "linger.ms");
    REQUIRE(result.clients.size() == 2);
    CHECK(result.clients[1][1].name == "latency_ms.p99");
    std::vector<std::string> names;
    for (const Figure& figure : result.figures) names.push_back(figure.name);
    CHECK(names == std::vector<std::string>{"records", "records_per_second", "latency_ms.p99",
                                            "steady_state.records", "retries"});
  }

  TEST_CASE("what is no result") {
    for (const char* text : {"", "{", "[]", "3", "{}", R"({"version":1})",
                             R"({"version":"1","tool":"x"})", R"({"version":1,"tool":5})"}) {
      CAPTURE(text);
      const auto result = read_result(text, "before.json");
      REQUIRE_FALSE(result);
      CHECK(result.error().message() ==
            "before.json is not what a performance tool prints with --output json.");
    }
    for (const auto& [open, inner, close] :
         {std::array{"[", "", "]"}, std::array{R"({"a":)", "1", "}"}}) {
      std::string deep = R"({"version":1,"tool":"x","settings":{"a":)";
      for (int i = 0; i < 200'000; ++i) deep += open;
      deep += inner;
      for (int i = 0; i < 200'000; ++i) deep += close;
      CHECK_FALSE(read_result(deep + "}}", "before.json"));
    }
    const auto newer = read_result(R"({"version":2,"tool":"x"})", "before.json");
    REQUIRE_FALSE(newer);
    CHECK(newer.error().message() ==
          "before.json is a result of version 2, of which only 1 is known here.");
    CHECK(read_result_file("/nonexistent/x.json").error().message().find("/nonexistent/x.json") !=
          std::string::npos);
  }

  TEST_CASE("fields of other types are as good as not there") {
    const PerfResult result = result_of(
        R"({"version":1,"tool":"x","start_ms":"soon","topic":5,"settings":{"topics":["a","b"]},"host":"h",
            "series":[1,{"latency_ms":5,"records":"x"}],"histogram":{"a":1},"failures":[7],
            "clients":[8],"total":9})");
    CHECK(result.start.empty());
    CHECK(result.subject[0].text == "5");
    CHECK(result.settings[0].text == "a, b");
    CHECK(result.host.empty());
    REQUIRE(result.series.size() == 2);
    CHECK_FALSE(result.series[1].latency);
    CHECK(result.histogram.empty());
    CHECK(result.clients.empty());
  }
}

TEST_SUITE("perf result: names and numbers") {
  TEST_CASE("labels") {
    const auto label = [](std::string_view name) {
      const FigureLabel made = label_of(name);
      return made.text + '|' + made.unit;
    };
    CHECK(label("records") == "Records|");
    CHECK(label("records_per_second") == "Records/s|");
    CHECK(label("mb_per_second") == "MB/s|");
    CHECK(label("fetch_mb_per_second") == "Fetch MB/s|");
    CHECK(label("elapsed_ms") == "Elapsed|ms");
    CHECK(label("latency_ms.p99_9") == "Latency p99.9|ms");
    CHECK(label("steady_state.latency_ms.mean") == "Steady state latency mean|ms");
    CHECK(label("payload") == "Payload|");
  }

  TEST_CASE("which way is better") {
    CHECK(better_of("steady_state.records_per_second") == Better::more);
    CHECK(better_of("latency_ms.p50") == Better::less);
    CHECK(better_of("stall.longest_ms") == Better::less);
    CHECK(better_of("retries") == Better::less);
    CHECK(better_of("records") == Better::neither);
  }

  TEST_CASE("numbers for people") {
    CHECK(readable(0) == "0");
    CHECK(readable(0.0414) == "0.041");
    CHECK(readable(3.14159) == "3.142");
    CHECK(readable(16.7) == "16.7");
    CHECK(readable(0.0001) == "0");
    CHECK(readable(99.987) == "99.99");
    CHECK(readable(512.34) == "512.3");
    CHECK(readable(1234567.8, ',') == "1,234,568");
    CHECK(readable(-1234.5, ',') == "-1,234");
    CHECK(readable(999, ',') == "999");
    CHECK(readable(1e300).size() == 301);
    CHECK(readable(std::numeric_limits<double>::quiet_NaN()) == "-");
  }
}

TEST_SUITE("perf result: comparing") {
  TEST_CASE("figures, their change, and whether it is a good one") {
    const PerfResult after = result_of(sample_result(120, 8, 200));
    const auto comparison = compare(result_of(sample_result(100, 10, 100)), "before.json", after);
    REQUIRE(comparison);
    const Difference& rate = row(*comparison, "records_per_second");
    CHECK(*rate.percent() == doctest::Approx(20));
    CHECK(rate.better() == true);
    CHECK(change_text(rate) == "+20 %");
    const Difference& latency = row(*comparison, "latency_ms.p99");
    CHECK(change_text(latency) == "-20 %");
    CHECK(verdict_text(latency) == "better");
    CHECK(change_text(row(*comparison, "retries")) == "0 %");
    CHECK_FALSE(row(*comparison, "retries").better());
    REQUIRE(comparison->deviations.size() == 1);
    CHECK(comparison->deviations[0].name == "num_records");
    CHECK(comparison->deviations[0].before == "100");
    CHECK(comparison->deviations[0].after == "200");
  }

  TEST_CASE("what only one of both has, and what was nothing before") {
    const PerfResult before = result_of(R"({"version":1,"tool":"x","gone":4,"retries":0})");
    const PerfResult after = result_of(R"({"version":1,"tool":"x","new":5,"retries":2})");
    const auto comparison = compare(before, "b", after);
    REQUIRE(comparison);
    CHECK(change_text(row(*comparison, "gone")) == "-");
    CHECK_FALSE(row(*comparison, "new").before);
    CHECK(change_text(row(*comparison, "retries")) == "-");
    CHECK(verdict_text(row(*comparison, "retries")) == "worse");
    CHECK(comparison->figures.back().name == "gone");
  }

  TEST_CASE("a change that nobody would see is none") {
    Difference tiny{"latency_ms.p50", 10000, 10001};
    CHECK(change_text(tiny) == "0 %");
    CHECK(verdict_text(tiny).empty());
  }

  TEST_CASE("two tools") {
    const auto comparison = compare(result_of(R"({"version":1,"tool":"kafka-e2e-latency"})"),
                                    "b.json", result_of(sample_result()));
    REQUIRE_FALSE(comparison);
    CHECK(comparison.error().message() ==
          "b.json is a result of kafka-e2e-latency and cannot be compared with one of "
          "kafka-producer-perf-test.");
  }

  TEST_CASE("as a table") {
    const auto comparison = compare(result_of(sample_result(100, 10, 100)), "before.json",
                                    result_of(sample_result(120, 8, 200)));
    CHECK(comparison_text(*comparison) ==
          "\nCompared with before.json, 2026-05-01T10:00:00.000Z\n\n"
          "                      before  after  change\n"
          "Records                  100    100     0 %\n"
          "Records/s                100    120   +20 %  better\n"
          "Latency p99, ms           10      8   -20 %  better\n"
          "Steady state records      50     50     0 %\n"
          "Retries                    1      1     0 %\n"
          "\nNot the same in both:\nnum_records: 100 -> 200\n");
  }

  TEST_CASE("as JSON") {
    const auto comparison = compare(result_of(sample_result(100, 10, 100)), "before.json",
                                    result_of(sample_result(120, 8, 200)));
    const OrderedJson json = comparison_json(*comparison);
    CHECK(json["file"] == "before.json");
    CHECK(json["figures"][1]["name"] == "records_per_second");
    CHECK(json["figures"][1]["change_percent"] == 20.0);
    CHECK(json["figures"][1]["better"] == true);
    CHECK(json["figures"][0]["better"].is_null());
    CHECK(json["deviations"][0]["after"] == "200");
  }
}

TEST_SUITE("perf result: CSV") {
  TEST_CASE("a row for each thing, all with all columns") {
    const std::string csv = result_csv(result_of(sample_result()), nullptr);
    CHECK(
        csv.starts_with("section,name,value,before,change_percent,second,elapsed_ms,records,bytes,"
                        "records_per_second,mb_per_second,p50_ms,p95_ms,p99_ms,max_ms\n"));
    CHECK(rows(csv, "run")[0][2] == "kafka-producer-perf-test");
    CHECK(rows(csv, "setting").size() == 2);
    CHECK(rows(csv, "total")[1][1] == "records_per_second");
    const auto series = rows(csv, "series");
    REQUIRE(series.size() == 3);
    CHECK(series[1][5] == "1");
    CHECK(series[1][9] == "50");
    CHECK(series[1][13] == "9");
    CHECK(series[2][13].empty());
    const auto histogram = rows(csv, "histogram");
    REQUIRE(histogram.size() == 2);
    CHECK(histogram[0][2] == "1.5");
    CHECK(histogram[0][7] == "90");
    CHECK(rows(csv, "error")[0][7] == "2");
    CHECK(rows(csv, "config")[0][1] == "linger.ms");
    CHECK(rows(csv, "failure")[0][2] == "too large, by far");
    CHECK(rows(csv, "client")[2][1] == "2.records");
    CHECK(rows(csv, "comparison").empty());
  }

  TEST_CASE("with what was before") {
    const PerfResult after = result_of(sample_result(120, 8, 200));
    const auto comparison = compare(result_of(sample_result(100, 10, 100)), "before.json", after);
    const std::string csv = result_csv(after, &*comparison);
    const auto compared = rows(csv, "comparison");
    CHECK(compared[1][1] == "records_per_second");
    CHECK(compared[1][2] == "120");
    CHECK(compared[1][3] == "100");
    CHECK(compared[1][4] == "20");
    CHECK(rows(csv, "deviation")[0][2] == "100 -> 200");
  }
}
