#pragma once
/// \file
/// What share and streams groups have in common when they are described.

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"

namespace kpp::admin {

/// Where a broker is, as far as is known.
[[nodiscard]] Node node_of(const Call& call, std::int32_t id);

/// Asks the coordinators with a request that has `group_ids` and is answered with `groups`. `describe(entry)` makes the
/// description of one without an error.
template <wire::Request R, class Description, class Describe>
[[nodiscard]] Result<ItemResults<std::string, Description>> describe_groups_as(
    const Call& call, std::span<const std::string> group_ids, Describe describe) {
  Attempts<Description> attempts(call, group_ids.size());
  ask_coordinators<R>(
      call, attempts, [&](std::size_t i) -> const std::string& { return group_ids[i]; },
      [&](const std::vector<std::size_t>& items) {
        R request;
        for (const std::size_t i : items) request.group_ids.push_back(group_ids[i]);
        return request;
      },
      [&](const Batch<R>& batch, const typename R::Response& answer) {
        std::map<std::string_view, std::size_t> entries;
        for (std::size_t k = 0; k < answer.groups.size(); ++k)
          entries.emplace(answer.groups[k].group_id, k);
        for (const std::size_t i : batch.items) {
          const auto found = entries.find(group_ids[i]);
          if (found == entries.end()) {
            attempts.settle(i, fail(missing_result("group " + group_ids[i])));
            continue;
          }
          const auto& entry = answer.groups[found->second];
          if (entry.error_code != 0) {
            settle_group_error(attempts, i, broker_error(entry.error_code, entry.error_message));
            continue;
          }
          Description description = describe(entry);
          description.group_id = group_ids[i];
          description.state = parse_group_state(entry.group_state).value_or(GroupState::unknown);
          description.coordinator = node_of(call, batch.node);
          description.group_epoch = entry.group_epoch;
          description.target_assignment_epoch = entry.assignment_epoch;
          attempts.settle(i, std::move(description));
        }
      });
  return attempts.template results<std::string>(group_ids);
}

}  // namespace kpp::admin
