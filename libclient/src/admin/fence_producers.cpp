#include <utility>

#include "admin/admin_impl.hpp"
#include "admin/broker_error.hpp"
#include "admin/coordinator_rounds.hpp"
#include "wire/messages/init_producer_id.hpp"

namespace kpp {

using admin::Batch;
using wire::InitProducerIdRequest;
using wire::InitProducerIdResponse;

Result<ItemResults<std::string, FencedProducer>> Admin::fence_producers(
    std::span<const std::string> transactional_ids, const CallOptions& options) {
  const auto impl = impl_;
  if (!impl) return fail(ErrorCode::closed);
  const admin::Call call = impl->call(options);
  admin::Attempts<FencedProducer> attempts(call, transactional_ids.size());
  const auto id_of = [&](std::size_t i) -> const std::string& { return transactional_ids[i]; };

  const auto take = [&](const Batch<InitProducerIdRequest>& batch,
                        const Result<InitProducerIdResponse>& answer) {
    const std::size_t i = batch.items.front();
    if (!answer) {
      attempts.unanswered(i, answer.error());
    } else if (answer->error_code == 0) {
      attempts.settle(i, FencedProducer{answer->producer_id, answer->producer_epoch});
    } else {
      const Error error = admin::broker_error(answer->error_code);
      // What it fences has a transaction open, which is being aborted.
      if (error.code() == ErrorCode::concurrent_transactions) {
        attempts.again(i, error);
      } else {
        settle_group_error(attempts, i, error);
      }
    }
  };

  while (attempts.next_round()) {
    std::vector<Batch<InitProducerIdRequest>> batches;
    for (const auto& [node, items] : admin::items_by_coordinator<FencedProducer>(
             call, attempts, id_of, admin::CoordinatorOf::transaction)) {
      for (const std::size_t i : items) {
        InitProducerIdRequest request;
        request.transactional_id = id_of(i);
        // Nothing will be sent under it; a broker takes any time that is not above its limit.
        request.transaction_timeout_ms = 1;
        batches.push_back({node, std::move(request), {i}});
      }
    }
    admin::run<InitProducerIdRequest>(call, std::move(batches), take);
  }
  return attempts.results<std::string>(transactional_ids);
}

}  // namespace kpp
