#include <algorithm>
#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/config_resources.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_configs.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using wire::DescribeConfigsRequest;
using wire::DescribeConfigsResponse;
using Answer = DescribeConfigsResponse::Result;

ConfigSource source_of(std::int8_t number) {
  const bool known = number >= 0 && number <= static_cast<std::int8_t>(ConfigSource::dynamic_group);
  return known ? static_cast<ConfigSource>(number) : ConfigSource::unknown;
}

ConfigType type_of(std::int8_t number) {
  const bool known = number >= 0 && number <= static_cast<std::int8_t>(ConfigType::password);
  return known ? static_cast<ConfigType>(number) : ConfigType::unknown;
}

// The settings of a thousand topics are megabytes, which a broker writes one request of a connection after the other:
// two connections, and requests small enough that one answer is read while the next is written.
constexpr std::size_t resources_per_request = 100;
constexpr std::size_t lanes = 2;

/// Documentation is a help, not worth an error (KIP-569).
void drop_what_is_too_new(DescribeConfigsRequest& request, std::int16_t version) {
  if (version < 3) request.include_documentation = false;
}

std::vector<ConfigEntry> entries_of(const Answer& answer) {
  std::vector<ConfigEntry> entries;
  entries.reserve(answer.configs.size());
  for (const auto& config : answer.configs) {
    ConfigEntry entry;
    entry.name = config.name;
    entry.value = config.value;
    entry.source = source_of(config.config_source);
    entry.read_only = config.read_only;
    entry.sensitive = config.is_sensitive;
    for (const auto& synonym : config.synonyms)
      entry.synonyms.push_back({synonym.name, synonym.value, source_of(synonym.source)});
    entry.type = type_of(config.config_type);
    entry.documentation = config.documentation;
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Result<ItemResults<ConfigResource, std::vector<ConfigEntry>>> Admin::describe_configs(
    std::span<const ConfigResource> resources, const DescribeConfigsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  Attempts<std::vector<ConfigEntry>> attempts(call, resources.size());

  const auto take = [&](const Batch<DescribeConfigsRequest>& batch,
                        const Result<DescribeConfigsResponse>& response) {
    if (!response) {
      attempts.unanswered(batch.items, response.error());
      return;
    }
    std::map<admin::ResourceKey, const Answer*> answers;
    for (const Answer& answer : response->results)
      answers.emplace(admin::ResourceKey(answer.resource_type, answer.resource_name), &answer);
    for (const std::size_t i : batch.items) {
      auto found = answers.find(admin::key_of(resources[i]));
      // A broker that does not know the type refuses it under number 0.
      if (found == answers.end()) found = answers.find({0, resources[i].name});
      if (found == answers.end()) {
        attempts.settle(i, fail(admin::missing_result("resource " + resources[i].name)));
      } else if (found->second->error_code != 0) {
        settle_resource_error(
            attempts, i, resources[i],
            admin::broker_error(found->second->error_code, found->second->error_message));
      } else {
        attempts.settle(i, entries_of(*found->second));
      }
    }
  };

  while (attempts.next_round()) {
    const auto by_node =
        items_by_node(call, attempts, admin::ConfigAccess::read,
                      [&](std::size_t i) -> const ConfigResource& { return resources[i]; });
    if (!by_node) {
      attempts.unanswered(attempts.pending(), by_node.error());
      continue;
    }
    std::vector<Batch<DescribeConfigsRequest>> batches;
    for (const auto& [node, items] : *by_node) {
      for (std::size_t first = 0; first < items.size(); first += resources_per_request) {
        const std::size_t last = std::min(items.size(), first + resources_per_request);
        DescribeConfigsRequest request;
        for (std::size_t i = first; i < last; ++i) {
          const ConfigResource& resource = resources[items[i]];
          request.resources.push_back(
              {static_cast<std::int8_t>(resource.type), resource.name, std::nullopt});
        }
        request.include_synonyms = options.include_synonyms;
        request.include_documentation = options.include_documentation;
        batches.push_back(
            {node,
             std::move(request),
             {items.begin() + static_cast<std::ptrdiff_t>(first),
              items.begin() + static_cast<std::ptrdiff_t>(last)},
             wire::always,
             drop_what_is_too_new,
             // A broker may refuse more connections than one: what has failed goes over the first.
             attempts.round() == 1 ? batches.size() % lanes : 0});
      }
    }
    admin::run<DescribeConfigsRequest>(call, std::move(batches), take);
  }
  return attempts.results<ConfigResource>(resources);
}

}  // namespace kpp
