#pragma once

#include <string>

#include "perf/result/comparison.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// One table with a header line. The first column says what a row is about: run, setting, host,
/// version, total, failure, client, client_setting, metric, series, histogram, comparison. Rows of
/// `series` fill the columns of their own, all others name and value.
///
/// `comparison` may be null.
[[nodiscard]] std::string result_csv(const PerfResult& result, const Comparison* comparison);

}  // namespace kpp::tools
