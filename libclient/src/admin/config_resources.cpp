#include "admin/config_resources.hpp"

#include <charconv>

namespace kpp::admin {

Result<std::int32_t> node_for(const Call& call, const ConfigResource& resource) {
  const bool of_a_broker = resource.type == ConfigResourceType::broker ||
                           resource.type == ConfigResourceType::broker_logger;
  if (!of_a_broker || resource.name.empty()) return wire::any_node;
  std::int32_t node = 0;
  const char* end = resource.name.data() + resource.name.size();
  const auto parsed = std::from_chars(resource.name.data(), end, node);
  if (parsed.ec != std::errc{} || parsed.ptr != end || node < 0)
    return fail(ErrorCode::invalid_argument,
                "Invalid broker id '" + resource.name + "': it must be a number");
  return call.cluster.config().of_controllers ? wire::any_node : node;
}

}  // namespace kpp::admin
