// Beginning a transaction, filling it, and asking librdkafka again.

#include "client/transaction_manager.hpp"
#include "client/deadline.hpp"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

#include "client/group_metadata.hpp"
#include "client/partition_list.hpp"
#include "client/rd_config.hpp"
#include "client/rd_error.hpp"

namespace kpp::client {
namespace {

// librdkafka goes on by itself where one of its calls ran out of time, so waiting in slices costs nothing, and a `close` of
// another thread is seen.
constexpr Timeout slice{500};
constexpr Timeout shortest_pause{10};
constexpr Timeout longest_pause{500};

/// librdkafka's own sentences do not say that it is for the transactions.
Result<void> check_settings(const Config& config) {
  if (config.get_or("transactional.id", "").empty()) {
    return fail(ErrorCode::invalid_config_value, "transactional.id is not set");
  }
  const std::string acks = config.get_or("acks", "all");
  if (acks != "all" && acks != "-1") {
    return fail(ErrorCode::invalid_config_value,
                "acks=" + acks + ": with transactional.id it must be all");
  }
  const std::string idempotence = config.get_or("enable.idempotence", "true");
  if (idempotence == "false") {
    return fail(ErrorCode::invalid_config_value,
                "enable.idempotence=false: with transactional.id it must be true");
  }
  return {};
}

}  // namespace

TransactionManager::TransactionManager(std::unique_ptr<Producer::Impl> producer,
                                       Timeout abort_timeout, Timeout close_timeout) noexcept
    : producer_(std::move(producer)),
      impl_(*producer_.impl_),
      abort_timeout_(abort_timeout),
      close_timeout_(close_timeout) {}

Result<std::shared_ptr<TransactionManager>> TransactionManager::create(
    const Config& config, TransactionalProducerOptions options) {
  if (auto fit = check_settings(config); !fit) return tl::unexpected(fit.error());
  const Timeout close_timeout = options.producer.close_timeout;
  auto impl = Producer::Impl::create(config, std::move(options.producer),
                                     Producer::Impl::Kind::transactional);
  if (!impl) return tl::unexpected(impl.error());
  auto manager =
      std::make_shared<TransactionManager>(*std::move(impl), options.abort_timeout, close_timeout);
  const Timeout bound = options.init_timeout.value_or(manager->impl_.max_block());
  if (auto registered = manager->register_producer(bound); !registered) {
    return tl::unexpected(registered.error());
  }
  return manager;
}

Result<void> TransactionManager::register_producer(Timeout timeout) {
  const auto deadline = deadline_after(timeout);
  // Tells soon, and with the reason, if no broker can be reached. It also means that a broker is up when the coordinator is asked
  // for: librdkafka would wait half a second before it looked again.
  if (auto reached = impl_.check_connection(left_until(deadline)); !reached) {
    return fail(reached.error().with_operation("init_transactions"));
  }
  return repeat("init_transactions", deadline, rd_kafka_init_transactions);
}

/// Until it succeeds, fails for good, or the time is over.
Result<void> TransactionManager::repeat(const char* operation, Clock::time_point deadline,
                                        const Call& call) {
  Timeout pause = shortest_pause;
  const bool may_be_interrupted = !closing_.load();
  for (;;) {
    const Timeout wait = std::clamp(left_until(deadline), Timeout(1), slice);
    auto done =
        impl_.call([&](rd_kafka_t* rk) { return call(rk, static_cast<int>(wait.count())); });
    if (done) return done;
    if (step_after(done.error()) != TransactionStep::retry) {
      return fail(done.error().with_operation(operation));
    }
    const bool waited = done.error().code() == ErrorCode::timed_out;
    if (Clock::now() >= deadline || (may_be_interrupted && closing_.load())) {
      if (!waited) return fail(done.error().with_operation(operation));
      std::string text = "The transaction coordinator did not answer in time";
      if (const auto reason = impl_.last_transport_error()) text += ": " + reason->message();
      return fail(Error(ErrorCode::timed_out, std::move(text)).with_operation(operation));
    }
    if (waited) continue;
    std::this_thread::sleep_for(std::min(pause, left_until(deadline)));
    pause = std::min(2 * pause, longest_pause);
  }
}

Error TransactionManager::over() const {
  if (closing_.load()) return Error(ErrorCode::closed, "the producer is closed");
  return {ErrorCode::invalid_txn_state, "The transaction is over"};
}

Result<void> TransactionManager::may_use(std::uint64_t number, const Turn::Held& turn) const {
  if (!turn) return fail(ErrorCode::concurrent_use);
  if (closing_.load() || !is_open(number)) return fail(over());
  return {};
}

Result<Transaction> TransactionManager::begin() {
  if (impl_.on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Turn::Held turn(turn_);
  if (!turn) return fail(ErrorCode::concurrent_use);
  if (closing_.load()) return fail(over());
  if (number_.load() != 0) {
    if (!abandoned_.load()) {
      return fail(ErrorCode::invalid_txn_state, "A transaction is open already");
    }
    if (auto ended = end_leftover(deadline_after(abort_timeout_)); !ended) {
      return tl::unexpected(ended.error());
    }
  }
  const auto begun = impl_.call(rd_kafka_begin_transaction);
  if (!begun) return fail(begun.error().with_operation("begin_transaction"));
  abandoned_.store(false);
  number_.store(++last_number_);
  return Transaction(shared_from_this(), last_number_);
}

/// librdkafka's sender says no more than that it may not send now.
Error TransactionManager::explain(const Error& error) {
  if (error.code() != to_error_code(RD_KAFKA_RESP_ERR__STATE)) return error;
  const Turn::Held turn(turn_);
  if (!turn || commit_begun_ || abort_begun_ || number_.load() == 0) {
    return {ErrorCode::invalid_txn_state, "The transaction is being ended"};
  }
  // It has failed. To commit then does nothing but tell the reason.
  const auto reason =
      impl_.call([](rd_kafka_t* rk) { return rd_kafka_commit_transaction(rk, 1000); });
  if (!reason && !reason.error().retriable()) return reason.error();
  return Error(ErrorCode::transaction_abortable);
}

Result<void> TransactionManager::send_offsets(std::uint64_t number, const Offsets& offsets,
                                              const GroupMetadata& member, Timeout timeout) {
  if (impl_.on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Turn::Held turn(turn_);
  if (auto allowed = may_use(number, turn); !allowed) return allowed;
  const auto deadline = deadline_after(timeout);
  const PartitionListPtr list = make_list(offsets);
  const auto* metadata = member.native().metadata.get();
  // Not in slices: a call of this kind that runs out of time costs the transaction.
  return repeat("send_offsets_to_transaction", deadline, [&](rd_kafka_t* rk, int) {
    const int left = static_cast<int>(std::max<Timeout::rep>(left_until(deadline).count(), 1));
    return rd_kafka_send_offsets_to_transaction(rk, list.get(), metadata, left);
  });
}

Result<void> TransactionManager::flush(std::uint64_t number, Timeout timeout) {
  if (impl_.on_event_thread()) return fail(ErrorCode::would_deadlock);
  if (!is_open(number)) return fail(over());
  return impl_.flush(timeout);
}

}  // namespace kpp::client
