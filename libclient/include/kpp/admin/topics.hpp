#pragma once
/// \file
/// Topics: what is asked of them and what they are.
///
///     // "validate only": would the broker take it?
///     const kpp::NewTopic topic{.name = "sensor-stream", .partitions = 2, .configs = {{"retention.ms", "3600000"}}};
///     kpp::CreateTopicsOptions options;
///     options.validate_only = true;
///     auto checked = admin.create_topics({&topic, 1}, options);
///     if (!checked) return complain(checked.error());
///
/// Threads: plain values.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/types.hpp"

namespace kpp {

struct TopicListing {
  std::string name{};
  Uuid topic_id;  ///< Zero for brokers before 2.8 (KIP-516).
  bool internal = false;
};

struct PartitionDescription {
  std::int32_t partition = 0;
  std::optional<std::int32_t> leader{};  ///< Empty: no leader.
  std::int32_t leader_epoch = -1;
  std::vector<std::int32_t> replicas{};  ///< The first is the preferred leader.
  std::vector<std::int32_t> isr{};
  std::vector<std::int32_t> offline_replicas{};
  /// KIP-966; no value where the broker does not report them.
  std::optional<std::vector<std::int32_t>> elr{};
  std::optional<std::vector<std::int32_t>> last_known_elr{};
};

struct TopicDescription {
  std::string name{};
  Uuid topic_id;
  bool internal = false;
  std::vector<PartitionDescription> partitions{};  ///< By partition number.
};

struct DescribeTopicsOptions : CallOptions {
  /// How many partitions a broker may put into one answer (KIP-966); the library asks on until it
  /// has all.
  std::int32_t partition_limit_per_response = 2000;
};

struct NewTopic {
  std::string name{};
  std::optional<std::int32_t> partitions{};  ///< Empty: the broker's `num.partitions` (KIP-464).
  /// Empty: the broker's `default.replication.factor`.
  std::optional<std::int16_t> replication_factor{};
  /// Replicas of each partition, instead of the two counts above.
  std::vector<std::vector<std::int32_t>> replica_assignment{};
  std::vector<std::pair<std::string, std::string>> configs{};
};

struct CreateTopicsOptions : CallOptions {
  bool validate_only = false;  ///< The broker checks and changes nothing.
};

struct CreatedTopic {
  Uuid topic_id;
  std::int32_t partitions = -1;  ///< -1: the broker did not say (before 2.4, or not authorized).
  std::int16_t replication_factor = -1;  ///< Likewise.
};

struct NewPartitions {
  std::string topic{};
  std::int32_t total_count = 0;  ///< How many partitions the topic is to have in the end.
  /// Replicas of each *added* partition; empty: the broker chooses.
  std::vector<std::vector<std::int32_t>> replica_assignment{};
};

struct CreatePartitionsOptions : CallOptions {
  bool validate_only = false;
};

}  // namespace kpp
