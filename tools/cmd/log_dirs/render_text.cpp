#include <algorithm>

#include "cmd/log_dirs/render.hpp"
#include "common/formats/json_output.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::log_dirs {
namespace {

/// In Java's order of an unordered map, which is also that of the fields below.
template <class Items, class Key>
void order(Items& items, Key key) {
  order_as_java_hash_map(items, java_buckets(java_default_buckets, items.size()), key);
}

OrderedJson json_of(const LogDirDescription& dir) {
  std::vector<ReplicaLog> replicas = dir.replicas;
  order(replicas, &ReplicaLog::partition);
  OrderedJson partitions = OrderedJson::array();
  for (const ReplicaLog& log : replicas)
    partitions.push_back({{"partition", log.partition.to_string()},
                          {"size", log.size},
                          {"offsetLag", log.offset_lag},
                          {"isFuture", log.is_future}});
  return {
      {"partitions", std::move(partitions)},
      {"error", dir.error ? OrderedJson(java_exception(dir.error->code())) : OrderedJson(nullptr)},
      {"logDir", dir.path}};
}

}  // namespace

std::string java_set_text(std::vector<std::int32_t> numbers) {
  order(numbers, [](std::int32_t number) { return number; });
  std::string text;
  for (const std::int32_t number : numbers) {
    if (!text.empty()) text += ',';
    text += std::to_string(number);
  }
  return text;
}

std::string render_text(const Report& report) {
  // Kafka's tool makes these maps with room for what they hold.
  auto brokers = report.brokers;
  order_as_java_hash_map(brokers, java_buckets(brokers.size(), brokers.size()),
                         [](const auto& broker) { return broker.first; });
  std::vector<std::int32_t> ids;
  OrderedJson list = OrderedJson::array();
  for (auto& [broker, dirs] : brokers) {
    ids.push_back(broker);
    order_as_java_hash_map(dirs, java_buckets(dirs.size(), dirs.size()),
                           [](const LogDirDescription& dir) { return std::string_view(dir.path); });
    OrderedJson log_dirs = OrderedJson::array();
    for (const LogDirDescription& dir : dirs) log_dirs.push_back(json_of(dir));
    list.push_back({{"broker", broker}, {"logDirs", std::move(log_dirs)}});
  }
  return "Querying brokers for log directories information\n"
         "Received log directory information from brokers " +
         java_set_text(std::move(ids)) + '\n' +
         json_line({{"brokers", std::move(list)}, {"version", 1}});
}

}  // namespace kpp::tools::log_dirs
