#pragma once
/// \file
/// Calls that the brokers answer which the caller names.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "admin/lookup.hpp"
#include "admin/rounds.hpp"

namespace kpp::admin {

/// Which broker each pending item is for. An item for a broker that the cluster does not name is at its end.
template <class Value>
[[nodiscard]] ItemsByNode items_by_broker(
    const Call& call, Attempts<Value>& attempts,
    const std::function<std::int32_t(std::size_t)>& broker_of) {
  ItemsByNode by_node;
  if (const Result<void> known = refresh_brokers(call); !known) {
    attempts.unanswered(attempts.pending(), known.error());
    return by_node;
  }
  for (const std::size_t i : attempts.pending()) {
    const std::int32_t broker = broker_of(i);
    if (call.cluster.broker(broker)) {
      by_node[broker].push_back(i);
    } else {
      attempts.settle(i, fail(Error(ErrorCode::broker_not_available,
                                    "Broker " + std::to_string(broker) +
                                        " is not in the cluster, or is not alive")
                                  .with_broker(broker)));
    }
  }
  return by_node;
}

/// Asks the brokers of the pending items until nothing is left: `make_request(items)`, then
/// `take_answer(batch, answer)`, which settles the items of the batch.
template <wire::Request R, class Value, class MakeRequest, class TakeAnswer>
void ask_brokers(const Call& call, Attempts<Value>& attempts,
                 const std::function<std::int32_t(std::size_t)>& broker_of,
                 MakeRequest make_request, TakeAnswer take_answer) {
  while (attempts.next_round()) {
    std::vector<Batch<R>> batches;
    for (const auto& [broker, items] : items_by_broker(call, attempts, broker_of))
      batches.push_back({broker, make_request(items), items});
    run_settling<R>(call, attempts, std::move(batches), take_answer);
  }
}

}  // namespace kpp::admin
