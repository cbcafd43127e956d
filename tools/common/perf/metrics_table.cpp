#include "perf/metrics_table.hpp"

#include <algorithm>

#include "perf/java_number.hpp"

namespace kpp::tools {
namespace {

std::string text(const Metrics::mapped_type& value) {
  if (const auto* real = std::get_if<double>(&value)) return java_fixed(*real, 3);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  return std::get<std::string>(value);
}

}  // namespace

std::string metrics_table(const Metrics& metrics) {
  if (metrics.empty()) return {};
  std::size_t width = 0;
  for (const auto& [name, value] : metrics) width = std::max(width, name.size());
  const auto padded = [width](std::string name) {
    name.resize(std::max(width, name.size()), ' ');
    return name;
  };
  std::string table = '\n' + padded("Metric Name") + "   Value\n";
  for (const auto& [name, value] : metrics) table += padded(name) + " : " + text(value) + '\n';
  return table;
}

}  // namespace kpp::tools
