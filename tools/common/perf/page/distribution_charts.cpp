#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "perf/page/chart.hpp"
#include "perf/page/charts.hpp"
#include "perf/result/figures.hpp"

namespace kpp::tools::page {
namespace {

using Cells = std::vector<HistogramCell>;

constexpr int bin_count = 48;
constexpr double least_ms = 0.001;  // what is counted as no time at all took less

double total_of(const Cells& cells) {
  double total = 0;
  for (const HistogramCell& cell : cells) total += cell.records;
  return total;
}

const Cells& cells_of(const PerfResult* result) {
  static const Cells none;
  return result == nullptr ? none : result->histogram;
}

/// The room that both take, divided into steps of one factor.
class Bins {
 public:
  Bins(const Cells& one, const Cells& other) {
    double lowest = std::numeric_limits<double>::infinity();
    double highest = least_ms;
    for (const Cells* cells : {&one, &other}) {
      if (cells->empty()) continue;
      lowest = std::min(lowest, std::max(cells->front().up_to_ms, least_ms));
      highest = std::max(highest, cells->back().up_to_ms);
    }
    // Latencies that are all alike still need some room.
    constexpr double least_room = 1.1;
    from_ = lowest / least_room;
    factor_ = std::pow(highest * least_room / from_, 1.0 / bin_count);
  }

  [[nodiscard]] double edge(int bin) const { return from_ * std::pow(factor_, bin); }

  [[nodiscard]] std::vector<double> counts(const Cells& cells) const {
    std::vector<double> counts(bin_count);
    for (const HistogramCell& cell : cells) {
      const double value = std::max(cell.up_to_ms, least_ms);
      const double bin = std::floor(std::log(value / from_) / std::log(factor_));
      counts[static_cast<std::size_t>(std::clamp(bin, 0.0, bin_count - 1.0))] += cell.records;
    }
    return counts;
  }

 private:
  double from_ = 1;
  double factor_ = 2;
};

Bars bars_of(const Bins& bins, const Cells& cells, std::string name, std::string style) {
  Bars bars{std::move(name), std::move(style), {}};
  const double total = total_of(cells);
  const std::vector<double> counts = bins.counts(cells);
  for (int bin = 0; bin < bin_count; ++bin) {
    const double count = counts[static_cast<std::size_t>(bin)];
    const double percent = total > 0 ? count / total * 100 : 0;
    bars.bars.push_back({bins.edge(bin), bins.edge(bin + 1), percent,
                         readable(bins.edge(bin)) + " to " + readable(bins.edge(bin + 1)) +
                             " ms: " + readable(count, ',') + " records, " + readable(percent) +
                             " %"});
  }
  return bars;
}

double tallest(const Bars& bars) {
  double found = 0;
  for (const Bar& bar : bars.bars) found = std::max(found, bar.height);
  return found;
}

// A percentile lies where the share that took longer says: 90, 99, 99.9 are at equal distances.
double tail_place(double share_below) {
  return 1 / (1 - share_below);
}

Line tail_line(const Cells& cells, std::string name, std::string style, double last_place) {
  Line line{std::move(name), std::move(style), {}};
  const double total = total_of(cells);
  double below = 0;
  double drawn_at = 0;
  for (const HistogramCell& cell : cells) {
    const double share = below / total;
    below += cell.records;
    const double place = std::min(tail_place(std::min(share, 1 - 0.5 / total)), last_place);
    // Thousands of cells share the room of a few hundred pixels.
    if (!line.points.empty() && place < drawn_at * 1.01 && below < total) continue;
    drawn_at = place;
    line.points.push_back(
        {place, cell.up_to_ms,
         readable(share * 100) + " % took less than " + readable(cell.up_to_ms, ',') + " ms"});
  }
  return line;
}

}  // namespace

std::string histogram_chart(const PerfResult& result, const PerfResult* before) {
  const Cells& now = result.histogram;
  const Cells& old = cells_of(before);
  if (now.empty()) return {};
  const Bins bins(now, old);
  std::vector<Bars> groups{bars_of(bins, now, "records", "rate")};
  if (!old.empty()) groups.push_back(bars_of(bins, old, "records before", "outline before"));
  double top = 0;
  for (const Bars& group : groups) top = std::max(top, tallest(group));
  const ChartFrame frame{.id = "histogram",
                         .title = "Histogram of latencies",
                         .description = "How many of " + readable(total_of(now), ',') +
                                        " records took how long, in per cent; the longest took " +
                                        readable(now.back().up_to_ms, ',') + " ms.",
                         .x = {Scale::logarithmic(bins.edge(0), bins.edge(bin_count)), "ms"},
                         .y = {Scale::from_zero(top), "% of records"}};
  return bar_chart(frame, groups);
}

std::string percentile_chart(const PerfResult& result, const PerfResult* before) {
  const Cells& now = result.histogram;
  const Cells& old = cells_of(before);
  if (now.empty()) return {};
  const double records = std::max(total_of(now), total_of(old));
  const double last = std::max(10.0, records);
  const double highest = std::max(now.back().up_to_ms, old.empty() ? 0 : old.back().up_to_ms);
  const double lowest = std::max(
      old.empty() ? now.front().up_to_ms : std::min(now.front().up_to_ms, old.front().up_to_ms),
      least_ms);
  ChartFrame frame{
      .id = "percentiles",
      .title = "Latency by percentile",
      .description =
          "How long the slowest took: the share of records that took less "
          "grows to the right, from none over 90, 99 and 99.9 per cent.",
      .x = {Scale::logarithmic(1, last), "percentile"},
      .y = {highest > lowest * 20 ? Scale::logarithmic(lowest, highest) : Scale::from_zero(highest),
            "ms"}};
  for (const double place : frame.x.scale.ticks()) {
    // Only those that are said like this: 0, 90, 99, 99.9, ...
    const double power = std::log10(place);
    const bool whole = std::fabs(power - std::round(power)) < 1e-6;
    const double percent = (1 - 1 / place) * 100;
    std::string name = readable(percent);
    if (power > 4.5)
      name = "99." + std::string(static_cast<std::size_t>(std::round(power)) - 2, '9');
    frame.x.names.push_back(whole ? name : "");
  }
  std::vector<Line> lines;
  if (!old.empty()) lines.push_back(tail_line(old, "before", "p99 before", last));
  lines.push_back(tail_line(now, "latency", "p99", last));
  return line_chart(frame, lines);
}

}  // namespace kpp::tools::page
