#include "cmd/get_offsets/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::get_offsets {

std::string render_json(const Report& report) {
  OrderedJson offsets = OrderedJson::array();
  OrderedJson failed = OrderedJson::array();
  for (const auto& [partition, offset] : report.partitions) {
    OrderedJson entry{{"topic", partition.topic}, {"partition", partition.partition}};
    if (offset) {
      entry["offset"] = json_or_null(*offset);
      offsets.push_back(std::move(entry));
    } else {
      entry["error"] = json_of(offset.error());
      failed.push_back(std::move(entry));
    }
  }
  return json_line(
      {{"version", 1}, {"offsets", std::move(offsets)}, {"failed", std::move(failed)}});
}

}  // namespace kpp::tools::get_offsets
