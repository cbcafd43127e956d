#include "perf/result/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "perf/result/figures.hpp"

namespace kpp::tools {
namespace {

// A change that no reader would see.
constexpr double least_percent = 0.05;

template <class Named>
const Named* find(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? nullptr : &*found;
}

std::vector<Difference> differences(const PerfResult& before, const PerfResult& after) {
  std::vector<Difference> rows;
  for (const Figure& figure : after.figures) {
    const Figure* old = find(before.figures, figure.name);
    rows.push_back({figure.name, old ? std::optional(old->value) : std::nullopt, figure.value});
  }
  for (const Figure& figure : before.figures)
    if (find(after.figures, figure.name) == nullptr)
      rows.push_back({figure.name, figure.value, std::nullopt});
  return rows;
}

constexpr const char* none = "-";

std::string shown(const std::string& text) {
  return text.empty() ? none : text;
}

/// Settings for which the tools make up a name for each run.
bool is_new_each_time(std::string_view name) {
  return name == "group" || name.ends_with("group.id") || name.ends_with("transactional.id");
}

void add_deviations(std::vector<Deviation>& deviations, const std::vector<NamedText>& before,
                    const std::vector<NamedText>& after) {
  // A result without any is of a version that did not tell them.
  if (before.empty() || after.empty()) return;
  for (const NamedText& each : after) {
    if (is_new_each_time(each.name)) continue;
    const NamedText* old = find(before, each.name);
    if (old == nullptr || old->text != each.text)
      deviations.push_back({each.name, old == nullptr ? none : shown(old->text), shown(each.text)});
  }
  for (const NamedText& each : before)
    if (find(after, each.name) == nullptr && !is_new_each_time(each.name))
      deviations.push_back({each.name, shown(each.text), none});
}

}  // namespace

std::optional<double> Difference::percent() const {
  if (!before || !after || *before == 0) return std::nullopt;
  const double percent = (*after - *before) / std::fabs(*before) * 100;
  return std::fabs(percent) < least_percent ? 0 : percent;
}

std::optional<bool> Difference::better() const {
  const Better direction = better_of(name);
  if (!before || !after || *before == *after || direction == Better::neither) return std::nullopt;
  if (percent() == 0.0) return std::nullopt;
  return (*after > *before) == (direction == Better::more);
}

Result<Comparison> compare(PerfResult before, std::string before_name, const PerfResult& after) {
  if (before.tool != after.tool)
    return kpp::fail(ErrorCode::invalid_argument, before_name + " is a result of " + before.tool +
                                                      " and cannot be compared with one of " +
                                                      after.tool + '.');
  Comparison comparison;
  comparison.before_name = std::move(before_name);
  comparison.figures = differences(before, after);
  for (const auto part : {&PerfResult::subject, &PerfResult::settings, &PerfResult::config,
                          &PerfResult::versions, &PerfResult::host})
    add_deviations(comparison.deviations, before.*part, after.*part);
  comparison.before = std::move(before);
  return comparison;
}

std::string change_text(const Difference& difference) {
  const auto percent = difference.percent();
  if (!percent) return difference.before == difference.after ? "0 %" : "-";
  if (*percent == 0) return "0 %";
  const double tenths = std::round(*percent * 10) / 10;
  return (tenths > 0 ? "+" : "") + readable(tenths) + " %";
}

std::string_view verdict_text(const Difference& difference) {
  const auto better = difference.better();
  if (!better) return {};
  return *better ? "better" : "worse";
}

}  // namespace kpp::tools
