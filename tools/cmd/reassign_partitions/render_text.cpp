#include "cmd/reassign_partitions/reassignment_file.hpp"
#include "cmd/reassign_partitions/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

std::string text_of(std::int32_t number) {
  return std::to_string(number);
}
const std::string& text_of(const std::string& text) {
  return text;
}
std::string text_of(const TopicPartition& partition) {
  return partition.to_string();
}

template <class Items>
std::string joined(const Items& items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ',';
    text += text_of(item);
  }
  return text;
}

const char* plural(std::size_t count) {
  return count == 1 ? "" : "s";
}

std::string place_of(const TopicPartitionReplica& replica) {
  return "Partition " + replica.topic + '-' + std::to_string(replica.partition);
}

std::string line_of(const PartitionState& state) {
  const std::string name = state.partition.to_string();
  if (state.in_progress) return "Reassignment of partition " + name + " is still in progress.";
  if (state.current == state.target) return "Reassignment of partition " + name + " is completed.";
  return "There is no active reassignment of partition " + name + ", but replica set is " +
         joined(state.current) + " rather than " + joined(state.target) + '.';
}

std::string line_of(const LogDirState& state) {
  const std::string broker = std::to_string(state.replica.broker);
  if (!state.broker_answered)
    return place_of(state.replica) + " cannot be found in any live log directory on broker " +
           broker + '.';
  if (!state.current)
    return place_of(state.replica) + " is not found in any live log dir on broker " + broker +
           ". There is likely an offline log directory on the broker.";
  if (state.future == state.target)
    return "Reassignment of replica " + state.replica.to_string() + " is still in progress.";
  if (state.future)
    return place_of(state.replica) + " on broker " + broker + " is being moved to log dir " +
           *state.future + " instead of " + state.target + '.';
  if (*state.current == state.target)
    return "Reassignment of replica " + state.replica.to_string() + " completed successfully.";
  return place_of(state.replica) + " on broker " + broker + " is not being moved from log dir " +
         *state.current + " to " + state.target + '.';
}

std::string lines_of(const std::vector<LogDirMove>& moves) {
  std::string text;
  for (const auto& [replica, dir] : moves)
    text += "Successfully started moving log directory to " + dir + " for replica " +
            replica.topic + '-' + std::to_string(replica.partition) + " with broker " +
            std::to_string(replica.broker) + " \n";
  return text;
}

std::string lines_of(const std::optional<ClearedThrottles>& cleared) {
  if (!cleared) return "";
  return std::string("Clearing broker-level throttles on broker") +
         plural(cleared->brokers.size()) + ' ' + joined(cleared->brokers) +
         "\nClearing topic-level throttles on topic" + plural(cleared->topics.size()) + ' ' +
         joined(cleared->topics) + '\n';
}

}  // namespace

std::string reassignment_json(const Assignment& assignment, const LogDirs& log_dirs) {
  OrderedJson partitions = OrderedJson::array();
  for (const auto& [partition, replicas] : assignment) {
    OrderedJson dirs = OrderedJson::array();
    for (const std::int32_t broker : replicas) {
      const auto dir = log_dirs.find({partition.topic, partition.partition, broker});
      dirs.push_back(dir == log_dirs.end() ? OrderedJson(any_log_dir) : OrderedJson(dir->second));
    }
    partitions.push_back({{"topic", partition.topic},
                          {"partition", partition.partition},
                          {"replicas", replicas},
                          {"log_dirs", std::move(dirs)}});
  }
  std::string line = json_line({{"version", 1}, {"partitions", std::move(partitions)}});
  line.pop_back();
  return line;
}

std::string render_text(const GenerateReport& report) {
  return "Current partition replica assignment\n" +
         reassignment_json(report.current, report.log_dirs) +
         "\n\nProposed partition reassignment configuration\n" +
         reassignment_json(report.proposed, {}) + '\n';
}

std::string render_text(const ExecuteReport& report) {
  std::string text;
  if (!report.previous.empty())
    text += "Current partition replica assignment\n\n" +
            reassignment_json(report.previous, report.log_dirs) +
            "\n\nSave this to use as the --reassignment-json-file option during rollback\n";
  if (report.warn_about_throttle)
    text +=
        "Warning: You must run --verify periodically, until the reassignment completes, to ensure "
        "the throttle is removed.\n";
  if (report.inter_broker_throttle)
    text += "The inter-broker throttle limit was set to " +
            std::to_string(*report.inter_broker_throttle) + " B/s\n";
  if (report.log_dir_throttle)
    text += "The replica-alter-dir throttle limit was set to " +
            std::to_string(*report.log_dir_throttle) + " B/s\n";
  // Where some were refused, Kafka's tool does not tell of the others.
  if (!report.started.empty() && report.failed.empty())
    text += std::string("Successfully started partition reassignment") +
            plural(report.started.size()) + " for " + joined(report.started) + '\n';
  return text + lines_of(report.moves) + lines_of(report.cleared);
}

std::string render_text(const VerifyReport& report) {
  std::string text = "Status of partition reassignment:\n";
  for (const PartitionState& state : report.partitions) text += line_of(state) + '\n';
  for (const LogDirState& state : report.log_dirs) text += line_of(state) + '\n';
  if (report.log_dirs.empty()) text += '\n';
  return text + lines_of(report.cleared);
}

std::string render_text(const CancelReport& report) {
  std::string text;
  if (!report.cancelled.empty() && report.failed.empty()) {
    text += std::string("Successfully cancelled partition reassignment") +
            plural(report.cancelled.size()) + " for: " + joined(report.cancelled) + '\n';
  } else if (report.failed.empty() && report.moves_checked) {
    text += "None of the specified partition reassignments are active.\n";
  }
  // Kafka's tool ends no line here.
  if (report.moves_checked && report.moves.empty())
    text += "None of the specified partition moves are active.";
  return text + lines_of(report.moves) + lines_of(report.cleared);
}

std::string render_text(const ListReport& report) {
  if (report.reassignments.empty()) return "No partition reassignments found.\n";
  std::string text = "Current partition reassignments:\n";
  for (const auto& [partition, move] : report.reassignments) {
    text += partition.to_string() + ": replicas: " + joined(move.replicas) + '.';
    if (!move.adding_replicas.empty()) text += " adding: " + joined(move.adding_replicas) + '.';
    if (!move.removing_replicas.empty())
      text += " removing: " + joined(move.removing_replicas) + '.';
    text += '\n';
  }
  return text;
}

}  // namespace kpp::tools::reassign_partitions
