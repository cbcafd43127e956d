#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <cstdint>
#include <string>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::cluster {

struct Endpoints {
  std::vector<Node> nodes;
  bool controllers = false;
};

[[nodiscard]] std::string cluster_id_text(const std::string& id);
[[nodiscard]] std::string unregistered_text(std::int32_t broker);
[[nodiscard]] std::string render_text(const Endpoints& endpoints);

[[nodiscard]] std::string cluster_id_json(const std::string& id);
[[nodiscard]] std::string unregistered_json(std::int32_t broker);
[[nodiscard]] std::string render_json(const Endpoints& endpoints);

}  // namespace kpp::tools::cluster
