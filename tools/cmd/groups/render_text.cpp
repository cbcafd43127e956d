#include <algorithm>

#include "cmd/groups/render.hpp"
#include "common/group_order.hpp"
#include "common/text/java_width.hpp"

namespace kpp::tools::groups {
namespace {

constexpr std::size_t least_width = 20;

std::string type_of(const GroupListing& group) {
  return group.type == GroupType::unknown ? "" : std::string(name(group.type));
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
