#include "admin/config_resources.hpp"

#include <charconv>
#include <string>

namespace kpp::admin {

Result<std::int32_t> node_for(const Call& call, const ConfigResource& resource,
                              ConfigAccess access) {
  const bool of_a_broker = resource.type == ConfigResourceType::broker ||
                           resource.type == ConfigResourceType::broker_logger;
  if (!of_a_broker || resource.name.empty()) return wire::any_node;
  std::int32_t node = 0;
  const char* end = resource.name.data() + resource.name.size();
  const auto parsed = std::from_chars(resource.name.data(), end, node);
  if (parsed.ec != std::errc{} || parsed.ptr != end || node < 0)
    return fail(ErrorCode::invalid_argument,
                "Invalid broker id '" + resource.name + "': it must be a number");
  if (!call.cluster.config().of_controllers()) return node;
  const bool itself =
      access == ConfigAccess::read || resource.type == ConfigResourceType::broker_logger;
  return itself && call.cluster.broker(node) ? node : wire::any_node;
}

Error lacking_type_or(const ConfigResource& resource, const Error& error) {
  const bool unheard_of = error.message().starts_with("Unexpected resource type UNKNOWN") ||
                          error.message().starts_with("Unknown resource type ");
  if (error.code() != ErrorCode::invalid_request || !unheard_of) return error;
  const char* what = resource.type == ConfigResourceType::group ? "settings of groups"
                     : resource.type == ConfigResourceType::client_metrics
                         ? "settings of client metrics"
                         : "settings of this type";
  return Error(ErrorCode::unsupported_by_broker, std::string("this broker does not have ") + what);
}

}  // namespace kpp::admin
