#include "cmd/cluster/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::cluster {

std::string cluster_id_json(const std::string& id) {
  return json_line(
      {{"version", 1}, {"cluster_id", id.empty() ? OrderedJson(nullptr) : OrderedJson(id)}});
}

std::string unregistered_json(std::int32_t broker) {
  return json_line({{"version", 1}, {"unregistered", broker}});
}

std::string render_json(const Endpoints& endpoints) {
  OrderedJson list = OrderedJson::array();
  for (const Node& node : endpoints.nodes) {
    OrderedJson entry{{"id", node.id},
                      {"host", node.host},
                      {"port", node.port},
                      {"rack", json_or_null(node.rack)},
                      {"type", endpoints.controllers ? "controller" : "broker"}};
    if (!endpoints.controllers) entry["fenced"] = node.fenced;
    list.push_back(std::move(entry));
  }
  return json_line({{"version", 1}, {"endpoints", std::move(list)}});
}

}  // namespace kpp::tools::cluster
