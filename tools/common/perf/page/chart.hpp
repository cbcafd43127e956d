#pragma once
// Charts as SVG inside of a <figure>: seen without a script, read by screen readers through title and
// description, told point by point where the mouse rests.

#include <string>
#include <vector>

#include "perf/page/scale.hpp"

namespace kpp::tools::page {

struct Axis {
  Scale scale;
  std::string label;                 // "seconds"
  std::vector<std::string> names{};  // of its ticks; empty: their numbers
};

struct ChartFrame {
  std::string id;  // of the element, unique on the page
  std::string title;
  std::string description;
  std::string note{};  // below the chart
  Axis x;
  Axis y;
};

/// A break in a line is a point whose y is no number.
struct Point {
  double x = 0;
  double y = 0;
  std::string hint{};  // told where the mouse rests
};

struct Line {
  std::string name;   // in the legend
  std::string style;  // classes: "p99", "rate before"
  std::vector<Point> points;
  bool filled = false;  // down to the axis
};

struct Bar {
  double from = 0;
  double to = 0;
  double height = 0;
  std::string hint{};
};

struct Bars {
  std::string name;
  std::string style;
  std::vector<Bar> bars;
};

[[nodiscard]] std::string line_chart(const ChartFrame& frame, const std::vector<Line>& lines);
[[nodiscard]] std::string bar_chart(const ChartFrame& frame, const std::vector<Bars>& groups);

}  // namespace kpp::tools::page
