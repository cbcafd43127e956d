#include <algorithm>
#include <map>

#include "cmd/configs/actions.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::configs {
namespace {

using Names = std::vector<std::string>;

Result<Names> topic_names(Admin& admin) {
  const auto topics = admin.list_topics();
  if (!topics) return tl::unexpected(topics.error());
  Names names;
  for (const TopicListing& topic : *topics) names.push_back(topic.name);
  constexpr std::size_t capacity = 16;  // of a `new HashMap<>()`
  order_as_java_hash_map(names, java_buckets(capacity, names.size()),
                         [](const std::string& name) { return std::string_view(name); });
  return names;
}

Result<Names> broker_names(Admin& admin) {
  const auto cluster = admin.describe_cluster();
  if (!cluster) return tl::unexpected(cluster.error());
  Names names;
  for (const Node& node : cluster->nodes) names.push_back(std::to_string(node.id));
  return names;
}

Result<Names> listed_names(Admin& admin, ConfigResourceType type) {
  const auto resources = admin.list_config_resources({&type, 1});
  if (!resources) return tl::unexpected(resources.error());
  Names names;
  for (const ConfigResource& resource : *resources) names.push_back(resource.name);
  return names;
}

/// Groups that are there, and those that have settings before they are.
Result<Names> group_names(Admin& admin) {
  const auto groups = admin.list_groups();
  if (!groups) return tl::unexpected(groups.error());
  if (!groups->errors.empty()) return tl::unexpected(groups->errors.front());
  auto names = listed_names(admin, ConfigResourceType::group);
  if (!names) {
    // Older brokers do not list them, and not everybody may ask.
    const ErrorCode code = names.error().code();
    if (code != ErrorCode::unsupported_by_broker && code != ErrorCode::cluster_authorization_failed)
      return names;
    names = Names{};
  }
  for (const GroupListing& group : groups->groups) names->push_back(group.group_id);
  std::ranges::sort(*names);
  // Not std::ranges: clang 14 cannot use the subrange of libstdc++ that it returns.
  names->erase(std::unique(names->begin(), names->end()), names->end());
  return names;
}

Result<Names> existing(Admin& admin, EntityType type) {
  switch (type) {
    case EntityType::topic:
      return topic_names(admin);
    case EntityType::client_metrics:
      return listed_names(admin, ConfigResourceType::client_metrics);
    case EntityType::group:
      return group_names(admin);
    default:
      return broker_names(admin);
  }
}

/// Which values belong to the entity itself. Of a logger all do.
bool is_own(EntityType type, bool is_default, ConfigSource source) {
  switch (type) {
    case EntityType::topic:
      return source == ConfigSource::dynamic_topic;
    case EntityType::broker:
      return source ==
             (is_default ? ConfigSource::dynamic_default_broker : ConfigSource::dynamic_broker);
    case EntityType::client_metrics:
      return source == ConfigSource::dynamic_client_metrics;
    case EntityType::group:
      return source == ConfigSource::dynamic_group;
    default:
      return true;
  }
}

Error missing(EntityType type, const std::string& name) {
  return Error(ErrorCode::resource_not_found,
               "The " + std::string(singular(type)) + " '" + name +
                   "' doesn't exist and doesn't have dynamic config.");
}

/// Whether an entity is there that was asked for by name. Settings of a group or of client metrics can be asked for
/// whether there is one or not.
Result<void> require(Admin& admin, EntityType type, const std::string& name) {
  const auto names = existing(admin, type);
  if (!names) return tl::unexpected(names.error());
  if (std::ranges::find(*names, name) == names->end()) return kpp::fail(missing(type, name));
  return {};
}

ResourceReport report_on(EntityType type, const std::string& name, std::vector<ConfigEntry> entries,
                         bool all) {
  if (!all)
    std::erase_if(entries, [&](const ConfigEntry& entry) {
      return !is_own(type, name.empty(), entry.source);
    });
  std::ranges::sort(entries, {}, &ConfigEntry::name);
  return {type, name, std::move(entries)};
}

}  // namespace

Result<Outcome<ResourcesReport>> describe_resources(Admin& admin, const Selection& chosen,
                                                    bool all) {
  const EntityType type = chosen.types.front();
  Names names = chosen.names;
  if (names.empty()) {
    auto found = existing(admin, type);
    if (!found) return tl::unexpected(found.error());
    names = std::move(*found);
    if (type == EntityType::broker) names.emplace_back();
  } else if (!all && !names.front().empty()) {
    if (const auto there = require(admin, type, names.front()); !there)
      return tl::unexpected(there.error());
  }

  Outcome<ResourcesReport> outcome;
  outcome.report.all = all;
  if (names.empty()) return outcome;
  std::vector<ConfigResource> resources;
  for (const std::string& name : names)
    resources.push_back({resource_type(type).value_or(ConfigResourceType::topic), name});
  DescribeConfigsOptions options;
  options.include_synonyms = true;
  auto described = admin.describe_configs(resources, options);
  if (!described) return tl::unexpected(described.error());
  for (auto& [resource, entries] : *described) {
    if (entries) {
      outcome.report.resources.push_back(report_on(type, resource.name, std::move(*entries), all));
    } else {
      const bool absent = entries.error().code() == ErrorCode::unknown_topic_or_partition;
      outcome.failures.push_back(absent ? missing(type, resource.name) : entries.error());
    }
  }
  return outcome;
}

}  // namespace kpp::tools::configs
