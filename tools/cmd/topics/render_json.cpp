#include <algorithm>
#include <nlohmann/json.hpp>

#include "cmd/topics/render.hpp"

namespace kpp::tools::topics {
namespace {

using Json = nlohmann::ordered_json;

/// One line; names of topics that no broker accepts may hold any bytes.
std::string dump(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json document(Json topics) {
  return {{"version", 1}, {"topics", std::move(topics)}};
}

Json id(const Uuid& topic_id) {
  return topic_id.is_zero() ? Json(nullptr) : Json(topic_id.to_string());
}

template <class Value>
Json nullable(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// Brokers say -1 for what they do not tell.
Json told(std::int32_t count) {
  return count < 0 ? Json(nullptr) : Json(count);
}

Json partition(const PartitionReport& report) {
  const PartitionDescription& found = report.description;
  Json object{{"partition", found.partition},
              {"leader", nullable(found.leader)},
              {"replicas", found.replicas},
              {"isr", found.isr},
              {"offline_replicas", found.offline_replicas},
              {"elr", nullable(found.elr)},
              {"last_known_elr", nullable(found.last_known_elr)}};
  if (report.reassignment) {
    object["adding_replicas"] = report.reassignment->adding_replicas;
    object["removing_replicas"] = report.reassignment->removing_replicas;
  }
  return object;
}

Json topic(const TopicReport& report, bool with_partitions) {
  Json configs = Json::object();
  for (const auto& [name, value] : report.configs) configs[name] = nullable(value);
  Json object{{"name", report.name},
              {"topic_id", id(report.topic_id)},
              {"internal", report.internal},
              {"partition_count", report.partition_count},
              {"replication_factor", report.replication_factor},
              {"configs", std::move(configs)}};
  if (with_partitions) {
    Json partitions = Json::array();
    for (const PartitionReport& each : report.partitions) partitions.push_back(partition(each));
    object["partitions"] = std::move(partitions);
  }
  return object;
}

}  // namespace

std::string render_json(const ListReport& report) {
  Json topics = Json::array();
  for (const TopicListing& listing : report.topics)
    topics.push_back({{"name", listing.name},
                      {"topic_id", id(listing.topic_id)},
                      {"internal", listing.internal}});
  return dump(document(std::move(topics)));
}

std::string render_json(const CreateReport& report) {
  const CreatedTopic created = report.created.value_or(CreatedTopic{});
  Json object = document(Json::array({{{"name", report.topic},
                                       {"topic_id", id(created.topic_id)},
                                       {"created", report.created.has_value()},
                                       {"partitions", told(created.partitions)},
                                       {"replication_factor", told(created.replication_factor)}}}));
  if (!report.warnings.empty()) object["warnings"] = report.warnings;
  return dump(object);
}

std::string render_json(const AlterReport& report) {
  Json topics = Json::array();
  for (const auto& [name, partitions] : report.topics)
    topics.push_back({{"name", name}, {"partitions", partitions}});
  return dump(document(std::move(topics)));
}

std::string render_json(const DeleteReport& report) {
  Json topics = Json::array();
  for (const std::string& name : report.topics) topics.push_back({{"name", name}});
  return dump(document(std::move(topics)));
}

std::string render_json(const DescribeReport& report) {
  std::vector<const TopicReport*> by_name;
  for (const TopicReport& each : report.topics) by_name.push_back(&each);
  std::ranges::sort(by_name, {},
                    [](const TopicReport* each) { return std::string_view(each->name); });
  Json topics = Json::array();
  for (const TopicReport* each : by_name) topics.push_back(topic(*each, report.show_partitions));
  Json object = document(std::move(topics));
  if (!report.notes.empty()) object["warnings"] = report.notes;
  return dump(object);
}

}  // namespace kpp::tools::topics
