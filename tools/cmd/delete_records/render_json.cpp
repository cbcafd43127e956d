#include "cmd/delete_records/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::delete_records {

std::string render_json(const Report& report) {
  OrderedJson partitions = OrderedJson::array();
  for (const auto& [partition, deleted] : report)
    partitions.push_back(
        {{"topic", partition.topic},
         {"partition", partition.partition},
         {"low_watermark", deleted ? OrderedJson(deleted->low_watermark) : OrderedJson(nullptr)},
         {"error", deleted ? OrderedJson(nullptr) : json_of(deleted.error())}});
  return json_line({{"version", 1}, {"partitions", std::move(partitions)}});
}

}  // namespace kpp::tools::delete_records
