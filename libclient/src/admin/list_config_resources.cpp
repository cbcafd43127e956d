#include <algorithm>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/list_config_resources.hpp"

namespace kpp {

using wire::ListConfigResourcesRequest;

Result<std::vector<ConfigResource>> Admin::list_config_resources(
    std::span<const ConfigResourceType> types, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);

  ListConfigResourcesRequest request;
  for (const ConfigResourceType type : types)
    request.resource_types.push_back(static_cast<std::int8_t>(type));
  const bool only_client_metrics =
      !types.empty() && std::ranges::all_of(types, [](ConfigResourceType type) {
        return type == ConfigResourceType::client_metrics;
      });
  // Version 0 lists client metrics and nothing else, so it has no field to say so.
  const wire::VersionRange versions = only_client_metrics ? wire::always : wire::since(1);
  const wire::Fit<ListConfigResourcesRequest> fit = [](auto& fitted, std::int16_t version) {
    if (version == 0) fitted.resource_types.clear();
  };

  admin::Attempts<std::vector<ConfigResource>> attempts(call, 1);
  while (attempts.next_round()) {
    const auto answer = ask_once(call, wire::any_node, request, versions, fit);
    if (!answer) {
      attempts.unanswered(0, answer.error());
      continue;
    }
    if (answer->error_code != 0) {
      attempts.settle(0, fail(admin::broker_error(answer->error_code)));
      continue;
    }
    std::vector<ConfigResource> resources;
    resources.reserve(answer->config_resources.size());
    for (const auto& found : answer->config_resources)
      resources.push_back(
          {static_cast<ConfigResourceType>(found.resource_type), found.resource_name});
    std::ranges::sort(resources);
    attempts.settle(0, std::move(resources));
  }
  return attempts.result();
}

}  // namespace kpp
