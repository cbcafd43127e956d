#pragma once
/// \file
/// Calls that the coordinators of groups and of transactions answer.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "admin/lookup.hpp"
#include "admin/rounds.hpp"

namespace kpp::admin {

/// Finds the coordinators of the groups, or transactions, of all pending items, and connects to them, so that their
/// versions are known. An item whose coordinator cannot be told or reached just now is left to another round.
template <class Value>
[[nodiscard]] ItemsByNode items_by_coordinator(
    const Call& call, Attempts<Value>& attempts,
    const std::function<const std::string&(std::size_t)>& id_of,
    CoordinatorOf kind = CoordinatorOf::group) {
  ItemsByNode by_node;
  std::vector<std::string> ids;
  for (const std::size_t i : attempts.pending()) ids.push_back(id_of(i));
  const std::vector<Result<std::int32_t>> coordinators = find_coordinators(call, ids, kind);
  for (std::size_t k = 0; k < ids.size(); ++k) {
    const std::size_t i = attempts.pending()[k];
    if (coordinators[k]) {
      by_node[*coordinators[k]].push_back(i);
    } else {
      attempts.unanswered(i, coordinators[k].error());
    }
  }

  std::vector<std::int32_t> nodes;
  for (const auto& [node, items] : by_node) nodes.push_back(node);
  call.cluster.connect(nodes, call.context);
  for (const std::int32_t node : nodes) {
    const Result<wire::BrokerVersions> versions = call.cluster.versions_of(node);
    if (versions) continue;
    attempts.unanswered(by_node[node], versions.error().with_broker(node));
    by_node.erase(node);
  }
  return by_node;
}

/// Settles an item with the error of its group or transaction, unless the error says: later, or elsewhere.
template <class Value>
void settle_group_error(Attempts<Value>& attempts, std::size_t item, const Error& error) {
  if (is_coordinator_elsewhere_or_loading(error.code())) {
    attempts.again(item, error);
  } else {
    attempts.settle(item, fail(error));
  }
}

/// Asks the coordinators of the pending items' groups, or transactions, until nothing is left: `make_request(items)`,
/// then `take_answer(batch, answer)`, which settles the items of the batch. A request that found no answer is seen to
/// here.
template <wire::Request R, class Value, class MakeRequest, class TakeAnswer>
void ask_coordinators(const Call& call, Attempts<Value>& attempts,
                      const std::function<const std::string&(std::size_t)>& id_of,
                      MakeRequest make_request, TakeAnswer take_answer,
                      CoordinatorOf kind = CoordinatorOf::group) {
  while (attempts.next_round()) {
    std::vector<Batch<R>> batches;
    for (const auto& [node, items] : items_by_coordinator<Value>(call, attempts, id_of, kind))
      batches.push_back({node, make_request(items), items});
    run_settling<R>(call, attempts, std::move(batches), take_answer);
  }
}

}  // namespace kpp::admin
