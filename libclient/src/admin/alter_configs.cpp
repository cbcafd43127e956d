#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/config_resources.hpp"
#include "wire/messages/incremental_alter_configs.hpp"

namespace kpp {
namespace {

using admin::Batch;
using wire::IncrementalAlterConfigsRequest;
using wire::IncrementalAlterConfigsResponse;
using Answer = IncrementalAlterConfigsResponse::Result;

IncrementalAlterConfigsRequest::Resource to_wire(const ConfigAlteration& alteration) {
  IncrementalAlterConfigsRequest::Resource wired;
  wired.resource_type = static_cast<std::int8_t>(alteration.resource.type);
  wired.resource_name = alteration.resource.name;
  for (const ConfigChange& change : alteration.changes) {
    auto& config = wired.configs.emplace_back();
    config.name = change.name;
    config.config_operation = static_cast<std::int8_t>(change.operation);
    if (change.operation != ConfigChange::Operation::remove) config.value = change.value;
  }
  return wired;
}

}  // namespace

Result<ItemResults<ConfigResource, void>> Admin::alter_configs(
    std::span<const ConfigAlteration> alterations, const AlterConfigsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<void> attempts(call, alterations.size());
  const auto resource_of = [&](std::size_t i) -> const ConfigResource& {
    return alterations[i].resource;
  };

  const auto take = [&](const Batch<IncrementalAlterConfigsRequest>& batch,
                        const Result<IncrementalAlterConfigsResponse>& response) {
    if (!response) {
      attempts.unanswered(batch.items, response.error());
      return;
    }
    std::map<admin::ResourceKey, const Answer*> answers;
    for (const Answer& answer : response->responses)
      answers.emplace(admin::ResourceKey(answer.resource_type, answer.resource_name), &answer);
    for (const std::size_t i : batch.items) {
      const auto found = answers.find(admin::key_of(resource_of(i)));
      if (found == answers.end()) {
        attempts.settle(i, fail(admin::missing_result("resource " + resource_of(i).name)));
      } else if (found->second->error_code == 0) {
        attempts.settle(i, Result<void>());
      } else {
        settle_resource_error(
            attempts, i, resource_of(i),
            admin::broker_error(found->second->error_code, found->second->error_message));
      }
    }
  };

  while (attempts.next_round()) {
    const auto by_node = items_by_node(call, attempts, admin::ConfigAccess::write, resource_of);
    if (!by_node) {
      attempts.unanswered(attempts.pending(), by_node.error());
      continue;
    }
    std::vector<Batch<IncrementalAlterConfigsRequest>> batches;
    for (const auto& [node, items] : *by_node) {
      IncrementalAlterConfigsRequest request;
      for (const std::size_t i : items) request.resources.push_back(to_wire(alterations[i]));
      request.validate_only = options.validate_only;
      batches.push_back({node, std::move(request), items});
    }
    admin::run<IncrementalAlterConfigsRequest>(call, std::move(batches), take);
  }
  std::vector<ConfigResource> resources;
  for (const ConfigAlteration& alteration : alterations) resources.push_back(alteration.resource);
  return attempts.results<ConfigResource>(resources);
}

}  // namespace kpp
