#include "cmd/leader_election/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::leader_election {
namespace {

OrderedJson json_of(const TopicPartition& partition) {
  return {{"topic", partition.topic}, {"partition", partition.partition}};
}

OrderedJson list_of(const std::vector<TopicPartition>& partitions) {
  OrderedJson list = OrderedJson::array();
  for (const TopicPartition& partition : partitions) list.push_back(json_of(partition));
  return list;
}

}  // namespace

std::string render_json(const Report& report) {
  OrderedJson failed = OrderedJson::array();
  for (const auto& [partition, error] : report.failed) {
    OrderedJson entry = json_of(partition);
    entry["error"] = tools::json_of(error);
    failed.push_back(std::move(entry));
  }
  return json_line(
      {{"version", 1},
       {"election_type", report.type == ElectionType::preferred ? "preferred" : "unclean"},
       {"elected", list_of(report.elected)},
       {"not_needed", list_of(report.not_needed)},
       {"failed", std::move(failed)}});
}

}  // namespace kpp::tools::leader_election
