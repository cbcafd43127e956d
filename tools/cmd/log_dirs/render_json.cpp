#include <algorithm>

#include "cmd/log_dirs/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::log_dirs {
namespace {

OrderedJson dir_of(const LogDirDescription& dir) {
  std::vector<ReplicaLog> replicas = dir.replicas;
  std::ranges::sort(replicas, {}, &ReplicaLog::partition);
  OrderedJson list = OrderedJson::array();
  for (const ReplicaLog& log : replicas)
    list.push_back({{"topic", log.partition.topic},
                    {"partition", log.partition.partition},
                    {"size", log.size},
                    {"offset_lag", log.offset_lag},
                    {"is_future", log.is_future}});
  return {{"path", dir.path},
          {"error", dir.error ? json_of(*dir.error) : OrderedJson(nullptr)},
          {"total_bytes", json_or_null(dir.total_bytes)},
          {"usable_bytes", json_or_null(dir.usable_bytes)},
          {"cordoned", dir.cordoned},
          {"replicas", std::move(list)}};
}

}  // namespace

std::string render_json(const Report& report) {
  OrderedJson brokers = OrderedJson::array();
  for (const auto& [broker, dirs] : report.brokers) {
    OrderedJson log_dirs = OrderedJson::array();
    for (const LogDirDescription& dir : dirs) log_dirs.push_back(dir_of(dir));
    brokers.push_back({{"broker", broker}, {"log_dirs", std::move(log_dirs)}});
  }
  OrderedJson failed = OrderedJson::array();
  for (const auto& [broker, error] : report.failed)
    failed.push_back({{"broker", broker}, {"error", json_of(error)}});
  return json_line(
      {{"version", 1}, {"brokers", std::move(brokers)}, {"failed", std::move(failed)}});
}

}  // namespace kpp::tools::log_dirs
