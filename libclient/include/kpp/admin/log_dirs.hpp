#pragma once
/// \file
/// Log directories of brokers, and where in them each replica is (KIP-113, KIP-827, KIP-1066).
///
///     const std::int32_t brokers[] = {1};
///     auto described = admin.describe_log_dirs(brokers);
///     if (!described) return complain(described.error());
///     for (const auto& [broker, dirs] : *described)
///       if (dirs)
///         for (const kpp::LogDirDescription& dir : *dirs) std::cout << dir.path << ": " << dir.replicas.size() << " replicas\n";
///
/// Units: sizes are bytes, lags are records. Threads: plain values.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/types.hpp"

namespace kpp {

/// One replica's log in a log directory.
struct ReplicaLog {
  TopicPartition partition;
  std::int64_t size = 0;
  /// Behind the high watermark; for a future log behind the current one.
  std::int64_t offset_lag = 0;
  /// It is being copied here, and will take the place of the current log.
  bool is_future = false;
};

struct LogDirDescription {
  std::string path{};
  /// Why the directory cannot be used (`kafka_storage_error`: it is offline).
  std::optional<Error> error{};
  std::vector<ReplicaLog> replicas{};          ///< In the broker's order.
  std::optional<std::int64_t> total_bytes{};   ///< Of the volume; brokers from 3.3 (KIP-827).
  std::optional<std::int64_t> usable_bytes{};  ///< Likewise.
  bool cordoned = false;                       ///< Takes no new replicas (KIP-1066).
};

/// A replica: the log that one broker has of a partition.
struct TopicPartitionReplica {
  std::string topic{};
  std::int32_t partition = 0;
  std::int32_t broker = 0;

  /// "topic-partition-broker", as Kafka's messages write it.
  [[nodiscard]] std::string to_string() const {
    return topic + '-' + std::to_string(partition) + '-' + std::to_string(broker);
  }
  friend auto operator<=>(const TopicPartitionReplica&, const TopicPartitionReplica&) = default;
};

/// Where a replica's log is, and where it is being moved to.
struct ReplicaLogDir {
  std::optional<std::string> current{};  ///< Empty: the broker has no such replica.
  std::int64_t current_lag = -1;
  std::optional<std::string> future{};  ///< Empty: it is not being moved.
  std::int64_t future_lag = -1;
};

}  // namespace kpp
