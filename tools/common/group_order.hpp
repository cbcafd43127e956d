#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kpp/admin/groups.hpp"
#include "text/java_hash_order.hpp"

namespace kpp::tools {

/// As Kafka's tools list groups: their Admin keeps the listings in a HashMap.
[[nodiscard]] inline std::vector<const GroupListing*> in_java_order(
    std::span<const GroupListing> groups) {
  std::vector<const GroupListing*> order;
  order.reserve(groups.size());
  for (const GroupListing& group : groups) order.push_back(&group);
  order_as_java_hash_map(
      order, java_buckets(java_default_buckets, order.size()),
      [](const GroupListing* group) { return std::string_view(group->group_id); });
  return order;
}

}  // namespace kpp::tools
