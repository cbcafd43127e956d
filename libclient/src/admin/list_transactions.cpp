#include <algorithm>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/lookup.hpp"
#include "admin/rounds.hpp"
#include "wire/messages/list_transactions.hpp"

namespace kpp {
namespace {

using wire::ListTransactionsRequest;
using wire::ListTransactionsResponse;

ListTransactionsRequest to_wire(const ListTransactionsOptions& options) {
  ListTransactionsRequest request;
  for (const TransactionState state : options.states)
    request.state_filters.emplace_back(name(state));
  request.producer_id_filters = options.producer_ids;
  if (options.running_longer_than) request.duration_filter = options.running_longer_than->count();
  request.transactional_id_pattern = options.id_pattern;
  return request;
}

/// Filters are not for a version to drop: what it cannot carry must not list more than was asked for.
wire::VersionRange versions_for(const ListTransactionsOptions& options) {
  if (options.id_pattern) return wire::since(2);
  return options.running_longer_than ? wire::since(1) : wire::always;
}

std::vector<TransactionListing> listings_of(const ListTransactionsResponse& answer) {
  std::vector<TransactionListing> listings;
  listings.reserve(answer.transaction_states.size());
  for (const auto& [id, producer_id, state] : answer.transaction_states)
    listings.push_back(
        {id, producer_id, parse_transaction_state(state).value_or(TransactionState::unknown)});
  return listings;
}

}  // namespace

Result<TransactionListings> Admin::list_transactions(const ListTransactionsOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);

  // First the brokers, then each of them.
  admin::Attempts<std::vector<std::int32_t>> finding(call, 1);
  while (finding.next_round()) {
    if (const Result<void> known = admin::refresh_brokers(call); !known) {
      finding.unanswered(0, known.error());
      continue;
    }
    std::vector<std::int32_t> nodes;
    for (const auto& broker : call.cluster.brokers()) nodes.push_back(broker.id);
    finding.settle(0, std::move(nodes));
  }
  const Result<std::vector<std::int32_t>> nodes = finding.result();
  if (!nodes) return fail(nodes.error());

  admin::Attempts<std::vector<TransactionListing>> attempts(call, nodes->size());
  while (attempts.next_round()) {
    std::vector<admin::Batch<ListTransactionsRequest>> batches;
    for (const std::size_t i : attempts.pending())
      batches.push_back({(*nodes)[i], to_wire(options), {i}, versions_for(options)});
    admin::run<ListTransactionsRequest>(
        call, std::move(batches), [&](const auto& batch, const auto& answer) {
          const std::size_t i = batch.items.front();
          if (!answer) {
            attempts.unanswered(i, answer.error());
            return;
          }
          const Error error = admin::broker_error(answer->error_code).with_broker((*nodes)[i]);
          if (error.code() == ErrorCode::none) {
            attempts.settle(i, listings_of(*answer));
          } else if (admin::is_coordinator_elsewhere_or_loading(error.code())) {
            attempts.again(i, error);
          } else {
            attempts.settle(i, fail(error));
          }
        });
  }
  const auto answers = attempts.results<std::int32_t>(*nodes);
  if (!answers) return fail(answers.error());

  TransactionListings listings;
  for (const auto& [node, found] : *answers) {
    if (found) {
      listings.transactions.insert(listings.transactions.end(), found->begin(), found->end());
    } else {
      listings.errors.push_back(found.error());
    }
  }
  std::ranges::sort(listings.transactions, {}, &TransactionListing::transactional_id);
  return listings;
}

}  // namespace kpp
