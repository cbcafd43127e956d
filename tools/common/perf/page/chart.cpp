#include "perf/page/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "perf/page/markup.hpp"
#include "perf/result/figures.hpp"

namespace kpp::tools::page {
namespace {

constexpr double width = 880;
constexpr double height = 300;
constexpr double left = 84;
constexpr double right = width - 34;
constexpr double top = 14;
constexpr double bottom = height - 46;
// More would hide the line.
constexpr std::size_t most_dots = 120;

/// There is room for some six characters beside an axis.
std::string short_number(double value) {
  struct Magnitude {
    double from;
    const char* letter;
  };
  constexpr std::array<Magnitude, 3> magnitudes{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}}};
  for (const Magnitude& each : magnitudes)
    if (value >= each.from) return readable(value / each.from, ',') + each.letter;
  return readable(value, ',');
}

class Drawing {
 public:
  explicit Drawing(const ChartFrame& frame) : frame_(frame) {
    text_ =
        "<figure id=\"" + frame.id + "\">\n<figcaption>" + escaped(frame.title) + "</figcaption>\n";
  }

  void begin_svg() {
    add(text_, {"<svg viewBox=\"0 0 ", coordinate(width), " ", coordinate(height),
                "\" role=\"img\" aria-labelledby=\"", frame_.id, "-title ", frame_.id,
                "-description\">\n<title id=\"", frame_.id, "-title\">", escaped(frame_.title),
                "</title>\n<desc id=\"", frame_.id, "-description\">", escaped(frame_.description),
                "</desc>\n"});
    axes();
  }

  void legend_entry(const std::string& name, const std::string& style) {
    legend_ += "<li class=\"" + style + "\">" + escaped(name) + "</li>";
  }

  void line(const Line& line) {
    std::string path;
    std::string area;
    std::string dots;
    double run_start = 0;
    bool drawing = false;
    const auto end_run = [&](double at) {
      if (!std::exchange(drawing, false)) return;
      area += " L" + coordinate(at) + ' ' + coordinate(bottom) + " L" + coordinate(run_start) +
              ' ' + coordinate(bottom) + " Z";
    };
    double last = left;
    for (const Point& point : line.points) {
      if (!std::isfinite(point.y)) {
        end_run(last);
        continue;
      }
      const double px = x(point.x);
      const std::string place = coordinate(px) + ' ' + coordinate(y(point.y));
      const std::string step = (path.empty() ? "" : " ") + std::string(drawing ? "L" : "M") + place;
      if (!drawing) run_start = px;
      drawing = true;
      path += step;
      area += step;
      last = px;
      dots += dot(px, y(point.y), point.hint);
    }
    end_run(last);
    if (path.empty()) return;
    add(text_, {"<g class=\"", line.style, "\">\n"});
    if (line.filled) add(text_, {"<path class=\"area\" d=\"", area, "\"/>\n"});
    add(text_, {"<path class=\"line\" d=\"", path, "\"/>\n"});
    if (line.points.size() <= most_dots) text_ += dots;
    text_ += "</g>\n";
  }

  void bars(const Bars& group) {
    add(text_, {"<g class=\"", group.style, "\">\n"});
    for (const Bar& bar : group.bars) {
      if (bar.height <= 0) continue;
      const double upper = y(bar.height);
      add(text_, {"<rect x=\"", coordinate(x(bar.from)), "\" y=\"", coordinate(upper),
                  "\" width=\"", coordinate(std::max(x(bar.to) - x(bar.from) - 1, 1.0)),
                  "\" height=\"", coordinate(std::max(bottom - upper, 0.5)), "\"><title>",
                  escaped(bar.hint), "</title></rect>\n"});
    }
    text_ += "</g>\n";
  }

  [[nodiscard]] std::string take() {
    add(text_, {"</svg>\n<ul class=\"legend\">", legend_, "</ul>\n"});
    if (!frame_.note.empty()) add(text_, {"<p class=\"note\">", escaped(frame_.note), "</p>\n"});
    return text_ + "</figure>\n";
  }

 private:
  [[nodiscard]] double x(double value) const {
    return left + frame_.x.scale.place(value) * (right - left);
  }
  [[nodiscard]] double y(double value) const {
    return bottom - frame_.y.scale.place(value) * (bottom - top);
  }

  static std::string dot(double px, double py, const std::string& hint) {
    return "<circle cx=\"" + coordinate(px) + "\" cy=\"" + coordinate(py) + "\" r=\"2.5\"><title>" +
           escaped(hint) + "</title></circle>\n";
  }

  static std::string tick_name(const Axis& axis, std::size_t index) {
    if (index < axis.names.size()) return axis.names[index];
    return short_number(axis.scale.ticks()[index]);
  }

  void axes() {
    text_ += "<g class=\"axes\">\n";
    for (std::size_t i = 0; i < frame_.y.scale.ticks().size(); ++i) {
      const std::string at = coordinate(y(frame_.y.scale.ticks()[i]));
      add(text_, {"<line x1=\"", coordinate(left), "\" x2=\"", coordinate(right), "\" y1=\"", at,
                  "\" y2=\"", at, "\"/><text class=\"y\" x=\"", coordinate(left - 8), "\" y=\"", at,
                  "\" dy=\"4\">", escaped(tick_name(frame_.y, i)), "</text>\n"});
    }
    for (std::size_t i = 0; i < frame_.x.scale.ticks().size(); ++i) {
      add(text_, {"<text class=\"x\" x=\"", coordinate(x(frame_.x.scale.ticks()[i])), "\" y=\"",
                  coordinate(bottom + 20), "\">", escaped(tick_name(frame_.x, i)), "</text>\n"});
    }
    add(text_,
        {"<text class=\"x\" x=\"", coordinate((left + right) / 2), "\" y=\"",
         coordinate(height - 6), "\">", escaped(frame_.x.label),
         "</text>\n<text class=\"x\" transform=\"translate(14 ", coordinate((top + bottom) / 2),
         ") rotate(-90)\">", escaped(frame_.y.label), "</text>\n</g>\n"});
  }

  const ChartFrame& frame_;
  std::string text_;
  std::string legend_;
};

}  // namespace

std::string line_chart(const ChartFrame& frame, const std::vector<Line>& lines) {
  Drawing drawing(frame);
  drawing.begin_svg();
  for (const Line& line : lines) {
    drawing.legend_entry(line.name, line.style);
    drawing.line(line);
  }
  return drawing.take();
}

std::string bar_chart(const ChartFrame& frame, const std::vector<Bars>& groups) {
  Drawing drawing(frame);
  drawing.begin_svg();
  for (const Bars& group : groups) {
    drawing.legend_entry(group.name, group.style);
    drawing.bars(group);
  }
  return drawing.take();
}

}  // namespace kpp::tools::page
