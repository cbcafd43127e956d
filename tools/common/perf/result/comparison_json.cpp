#include "perf/result/comparison.hpp"

namespace kpp::tools {

OrderedJson comparison_json(const Comparison& comparison) {
  OrderedJson json;
  json["file"] = comparison.before_name;
  json["start"] = comparison.before.start;
  json["figures"] = OrderedJson::array();
  for (const Difference& each : comparison.figures) {
    json["figures"].push_back({{"name", each.name},
                               {"before", json_or_null(each.before)},
                               {"after", json_or_null(each.after)},
                               {"change_percent", json_or_null(each.percent())},
                               {"better", json_or_null(each.better())}});
  }
  json["deviations"] = OrderedJson::array();
  for (const Deviation& each : comparison.deviations) {
    json["deviations"].push_back(
        {{"name", each.name}, {"before", each.before}, {"after", each.after}});
  }
  return json;
}

}  // namespace kpp::tools
