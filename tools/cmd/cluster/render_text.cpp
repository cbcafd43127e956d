#include <algorithm>

#include "cmd/cluster/render.hpp"

namespace kpp::tools::cluster {
namespace {

constexpr std::size_t narrow = 10;
constexpr std::size_t wide = 15;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

}  // namespace

std::string cluster_id_text(const std::string& id) {
  if (id.empty()) return "No cluster ID found. The Kafka version is probably too old.\n";
  return "Cluster ID: " + id + '\n';
}

std::string unregistered_text(std::int32_t broker) {
  return "Broker " + std::to_string(broker) + " is no longer registered.\n";
}

std::string render_text(const Endpoints& endpoints) {
  std::size_t host_width = 0;
  std::size_t rack_width = 0;
  bool any_rack = false;
  for (const Node& node : endpoints.nodes) {
    host_width = std::max(host_width, node.host.size());
    if (!node.rack) continue;
    any_rack = true;
    rack_width = std::max(rack_width, node.rack->size());
  }
  if (!any_rack) rack_width = narrow;

  const auto row = [&](const std::string& id, const std::string& host, const std::string& port,
                       const std::string& rack, const std::string& state, const std::string& type) {
    std::string line = padded(id, narrow) + ' ' + padded(host, host_width) + ' ' +
                       padded(port, narrow) + ' ' + padded(rack, rack_width) + ' ';
    if (!endpoints.controllers) line += padded(state, narrow) + ' ';
    return line + padded(type, wide) + '\n';
  };
  std::string text = row("ID", "HOST", "PORT", "RACK", "STATE", "ENDPOINT_TYPE");
  for (const Node& node : endpoints.nodes)
    text += row(std::to_string(node.id), node.host, std::to_string(node.port),
                node.rack.value_or("null"), node.fenced ? "fenced" : "unfenced",
                endpoints.controllers ? "controller" : "broker");
  return text;
}

}  // namespace kpp::tools::cluster
