#include "cmd/groups/render.hpp"
#include "common/formats/json_output.hpp"

namespace kpp::tools::groups {

std::string render_json(std::span<const GroupListing> groups, std::span<const Error> failures) {
  OrderedJson list = OrderedJson::array();
  for (const GroupListing& group : groups)
    list.push_back(
        {{"group", group.group_id},
         {"type",
          group.type == GroupType::unknown ? OrderedJson(nullptr) : OrderedJson(name(group.type))},
         {"protocol", group.protocol_type},
         {"state", group.state == GroupState::unknown ? OrderedJson(nullptr)
                                                      : OrderedJson(name(group.state))}});
  OrderedJson failed = OrderedJson::array();
  for (const Error& error : failures)
    failed.push_back({{"broker", json_or_null(error.broker())}, {"error", json_of(error)}});
  return json_line({{"version", 1}, {"groups", std::move(list)}, {"failed", std::move(failed)}});
}

}  // namespace kpp::tools::groups
