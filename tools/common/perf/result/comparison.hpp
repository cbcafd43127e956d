#pragma once
// Two results side by side.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json_output.hpp"
#include "kpp/error.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// One figure of both. Empty where a result does not have it.
struct Difference {
  std::string name;
  std::optional<double> before;
  std::optional<double> after;

  /// Empty without both, or where it was zero before.
  [[nodiscard]] std::optional<double> percent() const;
  /// Whether the change is one for the better; empty if there is none, or nobody can tell.
  [[nodiscard]] std::optional<bool> better() const;
};

/// A setting, a version, or something of the host that is not the same in both.
struct Deviation {
  std::string name;
  std::string before;  // "-" where a result does not have it, or has none
  std::string after;
};

struct Comparison {
  std::string before_name;  // the file
  PerfResult before;
  std::vector<Difference> figures;
  std::vector<Deviation> deviations;
};

/// In the order of `after`; what only `before` has comes last. Results of two different tools have
/// nothing to compare.
[[nodiscard]] Result<Comparison> compare(PerfResult before, std::string before_name,
                                         const PerfResult& after);

/// "+4.2 %", "0 %"; "-" where there is no percentage.
[[nodiscard]] std::string change_text(const Difference& difference);
/// "better", "worse" or nothing.
[[nodiscard]] std::string_view verdict_text(const Difference& difference);

/// A table for a terminal, and what else was different.
[[nodiscard]] std::string comparison_text(const Comparison& comparison);
/// {file, start, figures: [{name, before, after, change_percent, better}], deviations: [{name,
/// before, after}]}
[[nodiscard]] OrderedJson comparison_json(const Comparison& comparison);

}  // namespace kpp::tools
