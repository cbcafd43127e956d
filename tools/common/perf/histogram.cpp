#include "perf/histogram.hpp"

#include <algorithm>
#include <limits>

namespace kpp::tools {

Histogram::Histogram() : counts_(linear + per_octave * (max_bits - linear_bits)) {}

std::uint64_t Histogram::highest_of(std::size_t index) noexcept {
  if (index < linear) return index;
  const std::size_t octave = (index - linear) / per_octave + 1;
  const std::uint64_t cell = (index - linear) % per_octave + per_octave;
  return ((cell + 1) << octave) - 1;
}

void Histogram::merge(const Histogram& other) noexcept {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  sum_ += other.sum_;
  max_ = std::max(max_, other.max_);
}

void Histogram::clear() noexcept {
  std::ranges::fill(counts_, 0);
  count_ = 0;
  max_ = 0;
  sum_ = 0;
}

double Histogram::mean_ms() const noexcept {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  return sum_ / static_cast<double>(count_) / 1000.0;
}

Histogram::Duration Histogram::percentile(double ratio) const noexcept {
  if (count_ == 0) return Duration(0);
  const double exact = std::clamp(ratio, 0.0, 1.0) * static_cast<double>(count_);
  const std::uint64_t rank = std::min(static_cast<std::uint64_t>(exact), count_ - 1);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (seen > rank) return Duration(std::min(static_cast<std::int64_t>(highest_of(i)), max_));
  }
  return max();
}

std::vector<Histogram::Cell> Histogram::cells() const {
  std::vector<Cell> filled;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    filled.push_back({Duration(static_cast<std::int64_t>(highest_of(i))), counts_[i]});
  }
  return filled;
}

}  // namespace kpp::tools
