#include "cmd/delete_records/render.hpp"
#include "common/java_error.hpp"

namespace kpp::tools::delete_records {

std::string render_text(const Report& report) {
  std::string text = "Executing records delete operation\nRecords delete operation completed:\n";
  for (const auto& [partition, deleted] : report) {
    text += "partition: " + partition.to_string();
    text += deleted ? "\tlow_watermark: " + std::to_string(deleted->low_watermark)
                    : "\terror: " + as_java_exception(deleted.error());
    text += '\n';
  }
  return text;
}

}  // namespace kpp::tools::delete_records
