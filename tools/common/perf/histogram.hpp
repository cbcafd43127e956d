#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kpp::tools {

/// Counts durations so that every percentile can be told to three digits, in memory that does not
/// grow with the number of samples (about 230 KB). The scheme is that of HdrHistogram: values below
/// 2048 us are counted one by one; above, each power of two is divided into 1024 equal cells.
///
/// Not thread-safe; one per thread, and `merge` at the end.
class Histogram {
 public:
  using Duration = std::chrono::microseconds;

  /// A run of neighbouring values, none above `highest` and none in the cell before.
  struct Cell {
    Duration highest;
    std::uint64_t count;
  };

  Histogram();

  /// Negative durations (a clock that was set back) count as zero; anything above 19 hours as that.
  void record(Duration value) noexcept {
    const std::int64_t us = std::max<std::int64_t>(value.count(), 0);
    ++counts_[index_of(std::min(static_cast<std::uint64_t>(us), largest))];
    ++count_;
    sum_ += static_cast<double>(us);
    max_ = std::max(max_, us);
  }
  void merge(const Histogram& other) noexcept;
  void clear() noexcept;

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] Duration max() const noexcept { return Duration(max_); }
  /// NaN without samples, as a division in Java.
  [[nodiscard]] double mean_ms() const noexcept;

  /// The sample that `ratio` of all samples lie before, by the rule of Kafka's tools: the one at
  /// index trunc(ratio * count) of the sorted samples. Zero without samples.
  [[nodiscard]] Duration percentile(double ratio) const noexcept;

  /// The cells that hold something, in rising order.
  [[nodiscard]] std::vector<Cell> cells() const;

 private:
  static constexpr unsigned linear_bits = 11;  // 2048 values one by one
  static constexpr unsigned max_bits = 36;     // 19 hours in microseconds
  static constexpr std::uint64_t linear = 1U << linear_bits;
  static constexpr std::uint64_t per_octave = linear / 2;
  static constexpr std::uint64_t largest = (std::uint64_t{1} << max_bits) - 1;

  [[nodiscard]] static std::size_t index_of(std::uint64_t value) noexcept {
    if (value < linear) return value;
    const auto octave = static_cast<unsigned>(std::bit_width(value)) - linear_bits;  // from 1
    return linear + (octave - 1) * per_octave + ((value >> octave) - per_octave);
  }
  [[nodiscard]] static std::uint64_t highest_of(std::size_t index) noexcept;

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  std::int64_t max_ = 0;
  double sum_ = 0;
};

}  // namespace kpp::tools
