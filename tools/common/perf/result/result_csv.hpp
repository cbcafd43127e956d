#pragma once

#include <string>

#include "perf/result/comparison.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// One table with a header line. The first column says what a row is about: run, setting, config,
/// host, version, total, failure, error, client, metric, series, histogram, comparison, deviation.
/// Rows of `series` fill the columns of their own; the others have a name, a value and, where that
/// was counted, records.
///
/// `comparison` may be null.
[[nodiscard]] std::string result_csv(const PerfResult& result, const Comparison* comparison);

}  // namespace kpp::tools
