#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "perf/page/chart.hpp"
#include "perf/page/charts.hpp"
#include "perf/result/figures.hpp"

namespace kpp::tools::page {
namespace {

using Series = std::vector<SeriesPoint>;

constexpr std::size_t most_points = 400;
// A shorter rest of a second tells too little to have a rate.
constexpr double least_ms = 250;
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct Percentile {
  const char* name;
  double SecondFigures::*field;
};
constexpr std::array<Percentile, 4> percentiles{{{"p50", &SecondFigures::p50_ms},
                                                 {"p95", &SecondFigures::p95_ms},
                                                 {"p99", &SecondFigures::p99_ms},
                                                 {"max", &SecondFigures::max_ms}}};

Series drawn(const PerfResult* result) {
  if (result == nullptr) return {};
  Series series = result->series;
  if (series.size() > 1 && series.back().elapsed_ms < least_ms) series.pop_back();
  return compacted(series, most_points);
}

double middle_of(const SeriesPoint& point) {
  return point.second + point.elapsed_ms / 2000;
}

double end_of(const Series& series) {
  return series.empty() ? 0 : series.back().second + series.back().elapsed_ms / 1000;
}

std::string at(const SeriesPoint& point) {
  return "second " + readable(point.second, ',') + ": ";
}

template <class Value>
double highest(const Series& series, const Value& value) {
  double found = 0;
  for (const SeriesPoint& point : series) found = std::max(found, value(point));
  return found;
}

Axis seconds_axis(const Series& one, const Series& other) {
  return {Scale::up_to(std::max(end_of(one), end_of(other))), "seconds since the run began"};
}

std::string resolution_note(const PerfResult& result, const Series& series) {
  if (series.size() + 1 >= result.series.size()) return {};
  const double seconds = series.front().elapsed_ms / 1000;
  return "Each point stands for " + readable(seconds) +
         " seconds: the rate over them, and the highest of their latencies.";
}

Line rate_line(const Series& series, std::string name, std::string style) {
  Line line{std::move(name), std::move(style), {}};
  for (const SeriesPoint& point : series) {
    line.points.push_back({middle_of(point), point.records_per_second,
                           at(point) + readable(point.records_per_second, ',') + " records/s, " +
                               readable(point.mb_per_second, ',') + " MB/s"});
  }
  return line;
}

Line latency_line(const Series& series, const Percentile& percentile, const std::string& suffix,
                  const std::string& style) {
  Line line{percentile.name + suffix, percentile.name + style, {}};
  for (const SeriesPoint& point : series) {
    const double value = point.latency ? (*point.latency).*percentile.field : no_value;
    line.points.push_back({middle_of(point), value,
                           at(point) + percentile.name + ' ' + readable(value, ',') + " ms"});
  }
  return line;
}

double highest_latency(const Series& series) {
  return highest(
      series, [](const SeriesPoint& point) { return point.latency ? point.latency->max_ms : 0; });
}

double lowest_latency(const Series& series) {
  double lowest = std::numeric_limits<double>::infinity();
  for (const SeriesPoint& point : series)
    if (point.latency && point.latency->p50_ms > 0)
      lowest = std::min(lowest, point.latency->p50_ms);
  return lowest;
}

/// From zero, unless the tail is so long that nothing else would be seen.
Scale latency_scale(double lowest, double highest) {
  constexpr double long_tail = 20;
  if (lowest > 0 && highest > lowest * long_tail) return Scale::logarithmic(lowest, highest);
  return Scale::from_zero(highest);
}

}  // namespace

std::vector<SeriesPoint> compacted(const std::vector<SeriesPoint>& series, std::size_t limit) {
  if (series.size() <= limit) return series;
  const std::size_t each = (series.size() + limit - 1) / limit;
  std::vector<SeriesPoint> points;
  for (std::size_t i = 0; i < series.size(); i += each) {
    SeriesPoint point;
    point.second = series[i].second;
    point.elapsed_ms = 0;
    for (std::size_t k = i; k < std::min(i + each, series.size()); ++k) {
      const SeriesPoint& part = series[k];
      point.elapsed_ms += part.elapsed_ms;
      point.records += part.records;
      point.bytes += part.bytes;
      if (!part.latency) continue;
      if (!point.latency) point.latency.emplace();
      for (const Percentile& percentile : percentiles) {
        double& kept = (*point.latency).*percentile.field;
        kept = std::max(kept, (*part.latency).*percentile.field);
      }
    }
    if (point.elapsed_ms > 0) {
      point.records_per_second = point.records * 1000 / point.elapsed_ms;
      point.mb_per_second = point.bytes * 1000 / point.elapsed_ms / (1024 * 1024);
    }
    points.push_back(point);
  }
  return points;
}

std::string throughput_chart(const PerfResult& result, const PerfResult* before) {
  const Series now = drawn(&result);
  const Series old = drawn(before);
  if (now.empty()) return {};
  const auto rate = [](const SeriesPoint& point) { return point.records_per_second; };
  const double top = highest(now, rate);
  ChartFrame frame{.id = "throughput",
                   .title = "Throughput over time",
                   .description = "Records a second over " + readable(end_of(now)) +
                                  " seconds; at most " + readable(top, ',') + '.',
                   .note = resolution_note(result, now),
                   .x = seconds_axis(now, old),
                   .y = {Scale::from_zero(std::max(top, highest(old, rate))), "records/s"}};
  std::vector<Line> lines;
  if (!old.empty()) lines.push_back(rate_line(old, "records/s before", "rate before"));
  lines.push_back(rate_line(now, "records/s", "rate"));
  lines.back().filled = old.empty();
  return line_chart(frame, lines);
}

std::string latency_chart(const PerfResult& result, const PerfResult* before) {
  const Series now = drawn(&result);
  const Series old = drawn(before);
  const double top = highest_latency(now);
  if (std::ranges::none_of(now, [](const SeriesPoint& point) { return point.latency.has_value(); }))
    return {};
  const double highest_of_both = std::max(top, highest_latency(old));
  const double lowest_of_both = std::min(lowest_latency(now), lowest_latency(old));
  ChartFrame frame{.id = "latency",
                   .title = "Latency over time",
                   .description = "Percentiles of each second's latencies in milliseconds over " +
                                  readable(end_of(now)) + " seconds; the longest took " +
                                  readable(top, ',') + " ms.",
                   .note = resolution_note(result, now),
                   .x = seconds_axis(now, old),
                   .y = {latency_scale(lowest_of_both, highest_of_both), "ms"}};
  std::vector<Line> lines;
  for (const Percentile& percentile : percentiles) {
    // Two results with all of them would be eight lines.
    if (!old.empty() &&
        (percentile.name == std::string_view("p95") || percentile.name == std::string_view("max")))
      continue;
    if (!old.empty()) lines.push_back(latency_line(old, percentile, " before", " before"));
    lines.push_back(latency_line(now, percentile, "", ""));
  }
  return line_chart(frame, lines);
}

}  // namespace kpp::tools::page
