#include <charconv>
#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/describe_configs.hpp"

namespace kpp {
namespace {

using admin::Attempts;
using admin::Batch;
using wire::DescribeConfigsRequest;
using wire::DescribeConfigsResponse;
using Answer = DescribeConfigsResponse::Result;

/// Only a broker itself knows its own settings; any other answers the rest. An empty name means the cluster-wide
/// default of all brokers, which any of them tells.
Result<std::int32_t> node_for(const ConfigResource& resource) {
  const bool of_a_broker = resource.type == ConfigResourceType::broker ||
                           resource.type == ConfigResourceType::broker_logger;
  if (!of_a_broker || resource.name.empty()) return wire::any_node;
  std::int32_t node = 0;
  const char* end = resource.name.data() + resource.name.size();
  const auto parsed = std::from_chars(resource.name.data(), end, node);
  if (parsed.ec != std::errc{} || parsed.ptr != end || node < 0)
    return fail(ErrorCode::invalid_argument,
                "Invalid broker id '" + resource.name + "': it must be a number");
  return node;
}

ConfigSource source_of(std::int8_t number) {
  const bool known = number >= 0 && number <= static_cast<std::int8_t>(ConfigSource::dynamic_group);
  return known ? static_cast<ConfigSource>(number) : ConfigSource::unknown;
}

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
    entry.type = config.config_type;
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

  std::map<std::int32_t, std::vector<std::size_t>> by_node;
  const auto plan = [&] {
    by_node.clear();
    for (const std::size_t i : attempts.pending()) {
      const Result<std::int32_t> node = node_for(resources[i]);
      if (node) {
        by_node[*node].push_back(i);
      } else {
        attempts.settle(i, fail(node.error()));
      }
    }
    const bool only_any = by_node.size() == 1 && by_node.begin()->first == wire::any_node;
    return only_any ? Result<void>() : admin::ensure_brokers_known(call);
  };

  const auto take = [&](const Batch<DescribeConfigsRequest>& batch,
                        const Result<DescribeConfigsResponse>& response) {
    if (!response) {
      attempts.unanswered(batch.items, response.error());
      return;
    }
    std::map<std::pair<std::int8_t, std::string_view>, const Answer*> answers;
    for (const Answer& answer : response->results)
      answers.emplace(std::pair(answer.resource_type, std::string_view(answer.resource_name)),
                      &answer);
    for (const std::size_t i : batch.items) {
      const auto found =
          answers.find({static_cast<std::int8_t>(resources[i].type), resources[i].name});
      if (found == answers.end()) {
        attempts.settle(i, fail(admin::missing_result("resource " + resources[i].name)));
      } else if (found->second->error_code != 0) {
        attempts.settle(
            i, fail(admin::broker_error(found->second->error_code, found->second->error_message)));
      } else {
        attempts.settle(i, entries_of(*found->second));
      }
    }
  };

  while (attempts.next_round()) {
    if (const Result<void> planned = plan(); !planned) {
      attempts.unanswered(attempts.pending(), planned.error());
      continue;
    }
    std::vector<Batch<DescribeConfigsRequest>> batches;
    for (const auto& [node, items] : by_node) {
      DescribeConfigsRequest request;
      for (const std::size_t i : items)
        request.resources.push_back(
            {static_cast<std::int8_t>(resources[i].type), resources[i].name, std::nullopt});
      request.include_synonyms = options.include_synonyms;
      request.include_documentation = options.include_documentation;
      batches.push_back({node, std::move(request), items, wire::always, drop_what_is_too_new});
    }
    admin::run<DescribeConfigsRequest>(call, std::move(batches), take);
  }
  return attempts.results<ConfigResource>(resources);
}

}  // namespace kpp
