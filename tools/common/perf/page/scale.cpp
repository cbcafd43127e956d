#include "perf/page/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kpp::tools::page {
namespace {

constexpr double most_steps = 6;
// Nothing that is drawn lies beyond these; a file may hold any number.
constexpr double smallest = 1e-9;
constexpr double largest = 1e15;
constexpr std::array<double, 3> rounds{1, 2, 5};

/// The smallest of 1, 2, 5, 10, 20, ... that is not below `value`.
double round_up(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double each : rounds)
    if (each * power >= value * (1 - 1e-9)) return each * power;
  return 10 * power;
}

double round_down(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  double found = power;
  for (const double each : rounds)
    if (each * power <= value * (1 + 1e-9)) found = each * power;
  return found;
}

double usable(double value) {
  return std::isfinite(value) ? std::clamp(value, smallest, largest) : largest;
}

std::vector<double> steps(double end, double step) {
  std::vector<double> ticks;
  for (int i = 0; static_cast<double>(i) * step <= end * (1 + 1e-9); ++i)
    ticks.push_back(static_cast<double>(i) * step);
  return ticks;
}

}  // namespace

Scale Scale::from_zero(double highest) {
  const double wanted = highest > 0 ? usable(highest) : 1;
  const double step = round_up(wanted / most_steps);
  Scale scale;
  scale.to_ = std::ceil(wanted / step * (1 - 1e-9)) * step;
  scale.ticks_ = steps(scale.to_, step);
  return scale;
}

Scale Scale::up_to(double end) {
  Scale scale;
  scale.to_ = end > 0 ? usable(end) : 1;
  scale.ticks_ = steps(scale.to_, round_up(scale.to_ / most_steps));
  return scale;
}

Scale Scale::logarithmic(double lowest, double highest) {
  Scale scale;
  scale.logarithmic_ = true;
  scale.from_ = round_down(usable(lowest));
  scale.to_ = round_up(usable(std::max(lowest, highest)));
  if (scale.to_ <= scale.from_) scale.to_ = round_up(scale.from_ * 1.5);
  const double decades = std::log10(scale.to_ / scale.from_);
  const double stride = std::max(1.0, std::ceil(decades / 10));
  const std::size_t per_decade = decades > 3.5 ? 1 : rounds.size();
  const double first = std::floor(std::log10(scale.from_) + 1e-9);
  for (int i = 0; i <= 30; ++i) {
    const double power = std::pow(10, first + i * stride);
    for (std::size_t r = 0; r < per_decade; ++r) {
      const double tick = rounds[r] * power;
      if (tick >= scale.from_ * (1 - 1e-9) && tick <= scale.to_ * (1 + 1e-9))
        scale.ticks_.push_back(tick);
    }
  }
  return scale;
}

double Scale::place(double value) const {
  if (!logarithmic_) return std::clamp((value - from_) / (to_ - from_), 0.0, 1.0);
  if (!(value > from_)) return 0;
  return std::min(std::log(value / from_) / std::log(to_ / from_), 1.0);
}

}  // namespace kpp::tools::page
