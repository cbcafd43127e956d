#pragma once
/// \file
/// Brokers of a cluster, as `Admin::describe_cluster` tells them (KIP-700).
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

namespace kpp {

struct Node {
  std::int32_t id = -1;
  std::string host{};
  std::int32_t port = 0;
  std::optional<std::string> rack{};
  bool fenced = false;  ///< KIP-1073; only where fenced brokers were asked for.
  friend bool operator==(const Node&, const Node&) = default;
};

struct ClusterDescription {
  std::string cluster_id{};
  std::int32_t controller_id = -1;  ///< -1: none known just now.
  std::vector<Node> nodes{};        ///< By id.
};

}  // namespace kpp
