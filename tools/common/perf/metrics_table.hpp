#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace kpp::tools {

/// A client's metrics by their full names, "group:name:{tag=value, tag=value}".
using Metrics = std::map<std::string, std::variant<double, std::int64_t, std::string>>;

/// The table that Kafka's tools print for --print-metrics: an empty line, a header, and the metrics
/// in the order of their names. Nothing if there are none.
[[nodiscard]] std::string metrics_table(const Metrics& metrics);

}  // namespace kpp::tools
