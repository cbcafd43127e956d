#pragma once

#include <vector>

namespace kpp::tools::page {

/// An axis: values and where they lie on it, from 0 to 1. Its ends are moved outwards to round
/// numbers, and there are between two and about ten of these on it.
class Scale {
 public:
  /// From zero to at least `highest`.
  static Scale from_zero(double highest);
  /// From zero to exactly `end`: for time.
  static Scale up_to(double end);
  /// Each factor takes the same room. What is not above zero lies at the lower end.
  static Scale logarithmic(double lowest, double highest);

  [[nodiscard]] double place(double value) const;
  [[nodiscard]] const std::vector<double>& ticks() const noexcept { return ticks_; }

 private:
  double from_ = 0;
  double to_ = 1;
  bool logarithmic_ = false;
  std::vector<double> ticks_;
};

}  // namespace kpp::tools::page
