#pragma once

#include <string>

#include "perf/result/comparison.hpp"
#include "perf/result/result.hpp"

namespace kpp::tools {

/// One HTML document with everything in it: it loads nothing and runs no script. `comparison` may be
/// null.
[[nodiscard]] std::string result_page(const PerfResult& result, const Comparison* comparison);

}  // namespace kpp::tools
