#include <algorithm>
#include <map>
#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/describe_transactions.hpp"

namespace kpp {
namespace {

using admin::Batch;
using wire::DescribeTransactionsRequest;
using wire::DescribeTransactionsResponse;
using Answer = DescribeTransactionsResponse::Transaction;

TransactionDescription description_of(const Answer& answer, std::int32_t coordinator) {
  TransactionDescription description;
  description.coordinator_id = coordinator;
  description.state =
      parse_transaction_state(answer.transaction_state).value_or(TransactionState::unknown);
  description.producer_id = answer.producer_id;
  description.producer_epoch = answer.producer_epoch;
  description.timeout = Timeout(answer.transaction_timeout_ms);
  if (answer.transaction_start_time_ms >= 0) description.started = answer.transaction_start_time_ms;
  for (const auto& [topic, partitions] : answer.topics)
    for (const std::int32_t partition : partitions)
      description.partitions.push_back({topic, partition});
  std::ranges::sort(description.partitions);
  return description;
}

}  // namespace

Result<ItemResults<std::string, TransactionDescription>> Admin::describe_transactions(
    std::span<const std::string> transactional_ids, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<TransactionDescription> attempts(call, transactional_ids.size());
  const auto id_of = [&](std::size_t i) -> const std::string& { return transactional_ids[i]; };

  admin::ask_coordinators<DescribeTransactionsRequest>(
      call, attempts, id_of,
      [&](const std::vector<std::size_t>& items) {
        DescribeTransactionsRequest request;
        for (const std::size_t i : items) request.transactional_ids.push_back(id_of(i));
        return request;
      },
      [&](const Batch<DescribeTransactionsRequest>& batch,
          const DescribeTransactionsResponse& response) {
        std::map<std::string_view, const Answer*> answers;
        for (const Answer& answer : response.transaction_states)
          answers.emplace(answer.transactional_id, &answer);
        for (const std::size_t i : batch.items) {
          const auto found = answers.find(id_of(i));
          if (found == answers.end()) {
            attempts.settle(i, fail(admin::missing_result("transactional id " + id_of(i))));
          } else if (found->second->error_code == 0) {
            attempts.settle(i, description_of(*found->second, batch.node));
          } else {
            settle_group_error(attempts, i, admin::broker_error(found->second->error_code));
          }
        }
      },
      admin::CoordinatorOf::transaction);
  return attempts.results<std::string>(transactional_ids);
}

}  // namespace kpp
