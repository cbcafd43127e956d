#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "common/perf/page/chart.hpp"
#include "common/perf/page/charts.hpp"
#include "common/perf/page/markup.hpp"
#include "common/perf/page/result_page.hpp"
#include "common/perf/result/read_result.hpp"
#include "perf_result_samples.hpp"

using namespace kpp::tools;
using namespace kpp::tools::page;

namespace {

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size())
    ++found;
  return found;
}

bool has(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

PerfResult result_of(const std::string& json) {
  auto result = read_result(json, "it");
  REQUIRE(result);
  return *std::move(result);
}

/// What is between the first `from` behind `after` and the next `to`.
std::string between(const std::string& text, std::string_view after, std::string_view from,
                    std::string_view to) {
  const std::size_t begin = text.find(from, text.find(after)) + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

}  // namespace

TEST_SUITE("perf page: pieces") {
  TEST_CASE("text cannot become markup") {
    CHECK(escaped("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c&#39;");
    CHECK(escaped(std::string("a\0\x1b\x7f", 4)) == "a\uFFFD\uFFFD\uFFFD");
    CHECK(escaped("\u00e4\n") == "\u00e4\n");
  }

  TEST_CASE("coordinates") {
    CHECK(coordinate(1.005) == "1");
    CHECK(coordinate(12.345) == "12.35");
    CHECK(coordinate(-0.001) == "0");
    CHECK(coordinate(std::numeric_limits<double>::quiet_NaN()) == "0");
  }

  TEST_CASE("axes end at round numbers") {
    const Scale scale = Scale::from_zero(137);
    CHECK(scale.ticks() == std::vector<double>{0, 50, 100, 150});
    CHECK(scale.place(75) == doctest::Approx(0.5));
    CHECK(scale.place(1000) == 1);
    CHECK(Scale::from_zero(0).place(0) == 0);
    const Scale time = Scale::up_to(7.5);
    CHECK(time.place(7.5) == 1);
    CHECK(time.ticks() == std::vector<double>{0, 2, 4, 6});
  }

  TEST_CASE("logarithmic axes") {
    const Scale scale = Scale::logarithmic(0.3, 40);
    CHECK(scale.ticks().front() == doctest::Approx(0.2));
    CHECK(scale.ticks().back() == doctest::Approx(50));
    CHECK(scale.place(0) == 0);
    CHECK(scale.place(-1) == 0);
    CHECK(Scale::logarithmic(1, 10000).place(100) == doctest::Approx(0.5));
    CHECK(Scale::logarithmic(1, 10000).ticks() == std::vector<double>{1, 10, 100, 1000, 10000});
    CHECK(Scale::logarithmic(5, 5).place(5) == 0);
  }

  TEST_CASE("no number is too large or too odd") {
    const double huge = std::numeric_limits<double>::max();
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const double value : {huge, none, std::numeric_limits<double>::infinity(), 1e-300}) {
      CHECK(Scale::from_zero(value).ticks().size() < 12);
      CHECK(Scale::up_to(value).ticks().size() < 12);
      CHECK(Scale::logarithmic(value, huge).ticks().size() < 40);
    }
  }

  TEST_CASE("a line breaks where there is no value") {
    const ChartFrame frame{"c", "T", "D", "", {Scale::up_to(4), "x"}, {Scale::from_zero(4), "y"}};
    const double none = std::numeric_limits<double>::quiet_NaN();
    const std::string chart =
        line_chart(frame, {{"l", "rate", {{0, 1, "a"}, {1, 2, "b"}, {2, none, ""}, {3, 1, "<"}}}});
    const std::string path = between(chart, "class=\"line\"", "d=\"", "\"");
    CHECK(count(path, "M") == 2);
    CHECK(count(path, "L") == 1);
    CHECK(count(chart, "<circle") == 3);
    CHECK(has(chart, "<title>&lt;</title>"));
  }

  TEST_CASE("large numbers are short beside an axis") {
    const ChartFrame frame{"c", "T", "D", "", {Scale::up_to(4), "x"}, {Scale::from_zero(3e6), "y"}};
    const std::string chart = line_chart(frame, {});
    CHECK(has(chart, ">500,000</text>"));
    CHECK(has(chart, ">2.5M</text>"));
  }

  TEST_CASE("long series are compacted") {
    std::vector<SeriesPoint> series(1000);
    for (std::size_t i = 0; i < series.size(); ++i) {
      series[i].second = static_cast<double>(i);
      series[i].records = static_cast<double>(i % 2) * 10;
      series[i].latency = SecondFigures{1, 2, 3, static_cast<double>(i)};
    }
    const auto points = compacted(series, 400);
    REQUIRE(points.size() == 334);
    CHECK(points[1].second == 3);
    CHECK(points[1].elapsed_ms == 3000);
    CHECK(points[1].records_per_second == doctest::Approx(20.0 / 3));
    CHECK(points[1].latency->max_ms == 5);
    CHECK(points.back().elapsed_ms == 1000);
    CHECK(compacted(series, 1000).size() == 1000);
  }
}

TEST_SUITE("perf page: whole") {
  TEST_CASE("four charts, each with title and description, and nothing to load or run") {
    const std::string page = result_page(result_of(sample_result()), nullptr);
    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(count(page, "<svg ") == 4);
    for (const char* id : {"throughput", "latency", "histogram", "percentiles"}) {
      CAPTURE(id);
      const std::string name(id);
      CHECK(has(page, "<figure id=\"" + name + "\">"));
      CHECK(has(page, "aria-labelledby=\"" + name + "-title "));
      CHECK(has(page, "<title id=\"" + name + "-title\">"));
      CHECK(has(page, "<desc id=\"" + name + "-description\">"));
    }
    CHECK(has(page, "prefers-color-scheme: dark"));
    for (const char* loads : {"<script", "http://", "https://", "src=", "url(", "@import"}) {
      CAPTURE(loads);
      CHECK_FALSE(has(page, loads));
    }
    CHECK(has(page, "This run: interrupted, 3 records were not delivered."));
    CHECK(has(page, "<th scope=\"row\">Latency p99, ms</th><td class=\"number\">10</td>"));
    CHECK(has(page, "<caption>Clients</caption>"));
    CHECK(
        has(page,
            "<td class=\"number\">2</td><td class=\"number\">40</td><td class=\"number\">8</td>"));
    CHECK(has(page, "<caption>What the clients reported</caption>"));
    CHECK(has(page, "<summary>Client settings</summary>"));
    CHECK(has(page, "too large, by far"));
  }

  TEST_CASE("what a file holds is shown, and only that") {
    const std::string attack = "</title><script>alert(1)</script>\"' onload=x";
    const std::string page = result_page(result_of(sample_result(1, 1, 1, attack)), nullptr);
    CHECK_FALSE(has(page, "<script"));
    CHECK(has(page, "&lt;/title&gt;&lt;script&gt;alert(1)"));
  }

  TEST_CASE("with the result before") {
    const PerfResult after = result_of(sample_result(120, 12, 200));
    const auto comparison = compare(result_of(sample_result()), "<before>.json", after);
    const std::string page = result_page(after, &*comparison);
    CHECK(has(page, "compared with &lt;before&gt;.json"));
    CHECK(count(between(page, "id=\"throughput\"", "<svg", "</svg>"), "class=\"line\"") == 2);
    CHECK(count(between(page, "id=\"latency\"", "<svg", "</svg>"), "class=\"line\"") == 4);
    CHECK(has(page, "<g class=\"rate before\">"));
    CHECK(has(page, "<span class=\"better\">+20 % better</span>"));
    CHECK(has(page, "<span class=\"worse\">+20 % worse</span>"));
    CHECK(has(page, "<caption>Not the same in both</caption>"));
  }

  TEST_CASE("a run that measured nothing still has a page") {
    const std::string page =
        result_page(result_of(R"({"version":1,"tool":"kafka-consumer-perf-test"})"), nullptr);
    CHECK(count(page, "<svg ") == 0);
    CHECK(page.ends_with("</html>\n"));
    CHECK(has(page, "Latency is not measured here"));
    CHECK_FALSE(has(result_page(result_of(sample_result()), nullptr), "Latency is not measured"));
  }

  TEST_CASE("odd numbers draw something") {
    const std::string page = result_page(result_of(R"({"version":1,"tool":"x",
          "series":[{"second":0,"elapsed_ms":0,"records_per_second":1e308,
                     "latency_ms":{"p50":0,"p95":0,"p99":0,"max":0}}],
          "histogram":[{"up_to_us":0,"records":1e300},{"up_to_us":-5,"records":2}]})"),
                                         nullptr);
    CHECK(count(page, "<svg ") == 4);
    CHECK_FALSE(has(page, "nan"));
    CHECK_FALSE(has(page, "inf\""));
  }
}
