#include <algorithm>

#include "cmd/groups/render.hpp"
#include "common/text/java_hash_order.hpp"
#include "common/text/java_width.hpp"

namespace kpp::tools::groups {
namespace {

constexpr std::size_t least_width = 20;

std::string type_of(const GroupListing& group) {
  return group.type == GroupType::unknown ? "" : std::string(name(group.type));
}

/// Kafka's Admin keeps the listings in a HashMap.
std::vector<const GroupListing*> in_java_order(std::span<const GroupListing> groups) {
  std::vector<const GroupListing*> order;
  for (const GroupListing& group : groups) order.push_back(&group);
  order_as_java_hash_map(
      order, java_buckets(java_default_buckets, order.size()),
      [](const GroupListing* group) { return std::string_view(group->group_id); });
  return order;
}

}  // namespace

std::string render_text(std::span<const GroupListing> groups) {
  std::size_t width = least_width;
  for (const GroupListing& group : groups)
    width = std::max({width, java_width(group.group_id), java_width(type_of(group)),
                      java_width(group.protocol_type)});
  const auto padded = [&](std::string_view cell) {
    std::string text;
    append_padded(text, cell, width);
    return text;
  };
  std::string text = padded("GROUP") + ' ' + padded("TYPE") + ' ' + padded("PROTOCOL") + '\n';
  // A row ends with one blank more than the heading, as Kafka's does.
  for (const GroupListing* group : in_java_order(groups))
    text += padded(group->group_id) + ' ' + padded(type_of(*group)) + ' ' +
            padded(group->protocol_type) + " \n";
  return text;
}

}  // namespace kpp::tools::groups
