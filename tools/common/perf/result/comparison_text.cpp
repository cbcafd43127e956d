#include <algorithm>
#include <array>

#include "perf/result/comparison.hpp"
#include "perf/result/figures.hpp"

namespace kpp::tools {
namespace {

using Row = std::array<std::string, 5>;

std::string with_unit(const FigureLabel& label) {
  return label.unit.empty() ? label.text : label.text + ", " + label.unit;
}

std::string value_text(const std::optional<double>& value) {
  return value ? readable(*value) : "-";
}

/// The first column to the left, numbers to the right, no blanks at the end.
std::string table(const std::vector<Row>& rows) {
  std::array<std::size_t, 4> widths{};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row& row : rows) {
    std::string line = row[0] + std::string(widths[0] - row[0].size(), ' ');
    for (std::size_t i = 1; i < widths.size(); ++i)
      line += "  " + std::string(widths[i] - row[i].size(), ' ') + row[i];
    if (!row[4].empty()) line += "  " + row[4];
    text += line + '\n';
  }
  return text;
}

}  // namespace

std::string comparison_text(const Comparison& comparison) {
  std::string text = "\nCompared with " + comparison.before_name;
  if (!comparison.before.start.empty()) text += ", " + comparison.before.start;
  text += "\n\n";
  std::vector<Row> rows{{"", "before", "after", "change", ""}};
  for (const Difference& each : comparison.figures) {
    rows.push_back({with_unit(label_of(each.name)), value_text(each.before), value_text(each.after),
                    change_text(each), std::string(verdict_text(each))});
  }
  text += table(rows);
  if (comparison.deviations.empty()) return text;
  text += "\nNot the same in both:\n";
  for (const Deviation& each : comparison.deviations)
    text += each.name + ": " + each.before + " -> " + each.after + '\n';
  return text;
}

}  // namespace kpp::tools
