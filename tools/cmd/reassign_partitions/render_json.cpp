#include "cmd/reassign_partitions/reassignment_file.hpp"
#include "cmd/reassign_partitions/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

OrderedJson json_of(const TopicPartition& partition) {
  return {{"topic", partition.topic}, {"partition", partition.partition}};
}

OrderedJson json_of(const TopicPartitionReplica& replica) {
  return {{"topic", replica.topic}, {"partition", replica.partition}, {"broker", replica.broker}};
}

OrderedJson json_of(const Assignment& assignment, const LogDirs& log_dirs) {
  return OrderedJson::parse(reassignment_json(assignment, log_dirs)).at("partitions");
}

OrderedJson json_of(const std::vector<TopicPartition>& partitions) {
  OrderedJson list = OrderedJson::array();
  for (const TopicPartition& partition : partitions) list.push_back(json_of(partition));
  return list;
}

OrderedJson json_of(const PartitionErrors& errors) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [partition, error] : errors) {
    OrderedJson entry = json_of(partition);
    entry["error"] = tools::json_of(error);
    list.push_back(std::move(entry));
  }
  return list;
}

OrderedJson json_of(const std::vector<LogDirMove>& moves) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [replica, dir] : moves) {
    OrderedJson entry = json_of(replica);
    entry["log_dir"] = dir;
    list.push_back(std::move(entry));
  }
  return list;
}

OrderedJson json_of(const std::optional<ClearedThrottles>& cleared) {
  if (!cleared) return nullptr;
  return {{"brokers", cleared->brokers}, {"topics", cleared->topics}};
}

const char* state_of(const PartitionState& state) {
  if (state.in_progress) return "in_progress";
  return state.current == state.target ? "completed" : "different";
}

const char* state_of(const LogDirState& state) {
  if (!state.current) return "missing";
  if (state.future) return "in_progress";
  return *state.current == state.target ? "completed" : "different";
}

}  // namespace

std::string render_json(const GenerateReport& report) {
  return json_line({{"version", 1},
                    {"current", json_of(report.current, report.log_dirs)},
                    {"proposed", json_of(report.proposed, {})}});
}

std::string render_json(const ExecuteReport& report) {
  return json_line({{"version", 1},
                    {"previous", json_of(report.previous, report.log_dirs)},
                    {"inter_broker_throttle", json_or_null(report.inter_broker_throttle)},
                    {"log_dir_throttle", json_or_null(report.log_dir_throttle)},
                    {"started", json_of(report.started)},
                    {"failed", json_of(report.failed)},
                    {"log_dir_moves", json_of(report.moves)},
                    {"done", json_or_null(report.done)},
                    {"throttles_cleared", json_of(report.cleared)}});
}

std::string render_json(const VerifyReport& report) {
  OrderedJson partitions = OrderedJson::array();
  for (const PartitionState& state : report.partitions) {
    OrderedJson entry = json_of(state.partition);
    entry["state"] = state_of(state);
    entry["replicas"] = state.current;
    entry["target"] = state.target;
    partitions.push_back(std::move(entry));
  }
  OrderedJson dirs = OrderedJson::array();
  for (const LogDirState& state : report.log_dirs) {
    OrderedJson entry = json_of(state.replica);
    entry["state"] = state_of(state);
    entry["log_dir"] = json_or_null(state.current);
    entry["future"] = json_or_null(state.future);
    entry["target"] = state.target;
    dirs.push_back(std::move(entry));
  }
  return json_line({{"version", 1},
                    {"partitions", std::move(partitions)},
                    {"log_dirs", std::move(dirs)},
                    {"throttles_cleared", json_of(report.cleared)}});
}

std::string render_json(const CancelReport& report) {
  return json_line({{"version", 1},
                    {"cancelled", json_of(report.cancelled)},
                    {"failed", json_of(report.failed)},
                    {"log_dir_moves", json_of(report.moves)},
                    {"throttles_cleared", json_of(report.cleared)}});
}

std::string render_json(const ListReport& report) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [partition, move] : report.reassignments) {
    OrderedJson entry = json_of(partition);
    entry["replicas"] = move.replicas;
    entry["adding_replicas"] = move.adding_replicas;
    entry["removing_replicas"] = move.removing_replicas;
    list.push_back(std::move(entry));
  }
  return json_line({{"version", 1}, {"reassignments", std::move(list)}});
}

}  // namespace kpp::tools::reassign_partitions
