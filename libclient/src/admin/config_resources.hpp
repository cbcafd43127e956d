#pragma once
/// \file
/// Which broker is asked about the settings of a resource.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "admin/call.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "kpp/admin/configs.hpp"

namespace kpp::admin {

enum class ConfigAccess : std::uint8_t { read, write };

/// Only a broker itself knows its own settings; any other answers the rest. An empty name means the cluster-wide default
/// of all brokers, which any of them tells. Among controllers (KIP-919) the active one writes all but the levels of
/// another's loggers, and answers for nodes that are no controllers.
[[nodiscard]] Result<std::int32_t> node_for(const Call& call, const ConfigResource& resource,
                                            ConfigAccess access);

/// The pending items by the broker to ask, with brokers known if one of them is named. What no broker can be asked is
/// settled.
template <class Value, class ResourceOf>
[[nodiscard]] Result<std::map<std::int32_t, std::vector<std::size_t>>> items_by_node(
    const Call& call, Attempts<Value>& attempts, ConfigAccess access, ResourceOf resource_of) {
  std::map<std::int32_t, std::vector<std::size_t>> by_node;
  for (const std::size_t i : attempts.pending()) {
    const Result<std::int32_t> node = node_for(call, resource_of(i), access);
    if (node) {
      by_node[*node].push_back(i);
    } else {
      attempts.settle(i, fail(node.error()));
    }
  }
  if (by_node.empty() || by_node.rbegin()->first == wire::any_node) return by_node;
  if (const Result<void> known = ensure_brokers_known(call); !known) return fail(known.error());
  return by_node;
}

/// How answers name a resource.
using ResourceKey = std::pair<std::int8_t, std::string_view>;
[[nodiscard]] inline ResourceKey key_of(const ConfigResource& resource) {
  return {static_cast<std::int8_t>(resource.type), resource.name};
}

/// What a broker that has never heard of a type of resource means by its error; any other error as it is.
[[nodiscard]] Error lacking_type_or(const ConfigResource& resource, const Error& error);

/// A resource's own error; a controller that is none any more leaves it pending.
template <class Value>
void settle_resource_error(Attempts<Value>& attempts, std::size_t item,
                           const ConfigResource& resource, const Error& error) {
  if (error.code() == ErrorCode::not_controller) {
    attempts.again(item, error);
  } else {
    attempts.settle(item, fail(lacking_type_or(resource, error)));
  }
}

}  // namespace kpp::admin
