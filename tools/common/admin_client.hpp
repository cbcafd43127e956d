#pragma once
// The client of a tool of administration. In the header whole: tools that only produce or consume do not link kpp::admin.

#include <string_view>

#include "client_config.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools {

/// By --bootstrap-server (or -controller) and --command-config. `adjust` may change the configuration first. Does not connect
/// yet.
template <class Adjust>
[[nodiscard]] Result<Admin> admin_client(const Options& options, const Context& context,
                                         Adjust adjust) {
  auto config = client_config(options, context, {.file = "command-config", .properties = {}});
  if (!config) return tl::unexpected(config.error());
  adjust(*config);
  return Admin::create(*config);
}
[[nodiscard]] inline Result<Admin> admin_client(const Options& options, const Context& context) {
  return admin_client(options, context, [](Config&) {});
}

/// An `adjust` for tools that Kafka has given a client.id.
[[nodiscard]] inline auto called(std::string_view client_id) {
  return [client_id](Config& config) {
    if (!config.has("client.id")) (void)config.set("client.id", client_id);
  };
}

}  // namespace kpp::tools
