#include "perf/metrics_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace kpp::tools {

nlohmann::ordered_json metrics_json(const Metrics& metrics) {
  auto json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : metrics) {
    if (const auto* real = std::get_if<double>(&value)) {
      if (std::isfinite(*real)) {
        json[name] = *real;
      } else {
        json[name] = nullptr;
      }
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      json[name] = *whole;
    } else {
      json[name] = std::get<std::string>(value);
    }
  }
  return json;
}

}  // namespace kpp::tools
