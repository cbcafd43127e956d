#pragma once
// What each action found or did, as plain data. The renderers turn it into text or JSON.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::reassign_partitions {

using Replicas = std::vector<std::int32_t>;
/// By topic and partition.
using Assignment = std::map<TopicPartition, Replicas>;
/// The directory of each replica.
using LogDirs = std::map<TopicPartitionReplica, std::string>;
using PartitionErrors = std::vector<std::pair<TopicPartition, Error>>;

/// What the file of the user asks for.
struct Target {
  std::vector<std::pair<TopicPartition, Replicas>> partitions;  // in the file's order
  LogDirs log_dirs;
};

struct GenerateReport {
  Assignment current;
  LogDirs log_dirs;  // of `current`
  Assignment proposed;
};

/// A replica that was told to move into a directory, or to stay.
struct LogDirMove {
  TopicPartitionReplica replica;
  std::string log_dir;
};

struct ClearedThrottles {
  std::vector<std::int32_t> brokers;
  std::vector<std::string> topics;
};

struct ExecuteReport {
  Assignment previous;
  LogDirs log_dirs;  // of `previous`
  bool warn_about_throttle = false;
  std::optional<std::int64_t> inter_broker_throttle;  // once it is set
  std::optional<std::int64_t> log_dir_throttle;
  std::vector<TopicPartition> started;
  PartitionErrors failed;
  std::vector<LogDirMove> moves;
  std::optional<ClearedThrottles> cleared;  // after --wait
  std::optional<bool> done;                 // with --wait: everything has arrived
};

struct PartitionState {
  TopicPartition partition;
  Replicas current;
  Replicas target;
  bool in_progress = false;
};

struct LogDirState {
  TopicPartitionReplica replica;
  std::string target;
  std::optional<std::string> current;  // empty: the broker has no such replica
  std::optional<std::string> future;
  bool broker_answered = true;

  [[nodiscard]] bool in_progress() const noexcept { return future.has_value(); }
};

struct VerifyReport {
  std::vector<PartitionState> partitions;  // by topic and partition
  std::vector<LogDirState> log_dirs;       // by broker, topic and partition
  std::optional<ClearedThrottles> cleared;
};

struct CancelReport {
  std::vector<TopicPartition> cancelled;
  PartitionErrors failed;
  std::vector<LogDirMove> moves;  // replicas that stay where they are
  bool moves_checked = false;
  std::optional<ClearedThrottles> cleared;
};

struct ListReport {
  std::map<TopicPartition, PartitionReassignment> reassignments;
};

/// An action may fail after it has done some of what it was to do; both are told.
template <class Report>
struct Outcome {
  Report report;
  std::optional<Error> failure;
};

}  // namespace kpp::tools::reassign_partitions
