#pragma once

#include <nlohmann/json_fwd.hpp>

#include "perf/metrics_table.hpp"

namespace kpp::tools {

/// One member for each metric; what JSON has no number for is null.
[[nodiscard]] nlohmann::ordered_json metrics_json(const Metrics& metrics);

}  // namespace kpp::tools
