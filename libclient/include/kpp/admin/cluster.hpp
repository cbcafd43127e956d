#pragma once
/// \file
/// Brokers and controllers of a cluster (KIP-700, KIP-919), and what requests they have (KIP-35).
///
///     auto cluster = admin.describe_cluster();
///     if (!cluster) return complain(cluster.error());
///     for (const kpp::Node& node : cluster->nodes) std::cout << node.id << ' ' << node.host << ':' << node.port << '\n';
///
/// Threads: plain values.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"

namespace kpp {

struct Node {
  std::int32_t id = -1;
  std::string host{};
  std::int32_t port = 0;
  std::optional<std::string> rack{};
  bool fenced = false;  ///< KIP-1073; only where fenced brokers were asked for.
  friend bool operator==(const Node&, const Node&) = default;
};

struct DescribeClusterOptions : CallOptions {
  /// Brokers that are registered but not live, too (KIP-1073); brokers before 4.0 have no word for them.
  bool include_fenced_brokers = false;
};

struct ClusterDescription {
  std::string cluster_id{};
  std::int32_t controller_id = -1;  ///< -1: none known just now.
  std::vector<Node> nodes{};  ///< By id. Controllers, where `bootstrap.controllers` was given.
};

/// A request that a broker has, and in which versions.
struct ApiVersionRange {
  std::int16_t api_key = 0;  ///< https://kafka.apache.org/protocol#protocol_api_keys
  std::string name{};        ///< "CreateTopics"; empty for a number not known here.
  std::int16_t min_version = 0;
  std::int16_t max_version = 0;
};

}  // namespace kpp
