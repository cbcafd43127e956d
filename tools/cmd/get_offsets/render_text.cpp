#include "cmd/get_offsets/render.hpp"

namespace kpp::tools::get_offsets {

std::string render_text(const Report& report) {
  std::string text;
  for (const auto& [partition, offset] : report.partitions)
    if (offset && *offset)
      text += partition.topic + ':' + std::to_string(partition.partition) + ':' +
              std::to_string(**offset) + '\n';
  return text;
}

}  // namespace kpp::tools::get_offsets
