// Ending a transaction: by its owner, by its destructor, by what comes after it.

#include <thread>
#include <utility>

#include "client/deadline.hpp"
#include "client/transaction_manager.hpp"

namespace kpp::client {
namespace {

/// It will not be heard of again: either it ended, or no call can end it any more.
bool settled(const Result<void>& outcome) {
  return outcome || outcome.error().fatal();
}

}  // namespace

Result<void> TransactionManager::commit(std::uint64_t number, Timeout timeout) {
  if (impl_.on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Turn::Held turn(turn_);
  if (auto allowed = may_use(number, turn); !allowed) return allowed;
  if (abort_begun_) {
    return fail(ErrorCode::invalid_txn_state, "The abort was begun: call abort again");
  }
  auto outcome = commit_until(deadline_after(timeout));
  if (!outcome && closing_.load() && !settled(outcome)) return fail(over());
  return outcome;
}

Result<void> TransactionManager::commit_until(Clock::time_point deadline) {
  // As long as records are under way nothing is decided, and an abort is possible: so they are not left to librdkafka's commit.
  if (!commit_begun_) {
    if (auto flushed = impl_.flush(left_until(deadline)); !flushed) {
      return fail(flushed.error().with_operation("commit_transaction"));
    }
  }
  auto outcome = repeat("commit_transaction", deadline, rd_kafka_commit_transaction);
  commit_begun_ = !outcome && step_after(outcome.error()) == TransactionStep::retry;
  if (settled(outcome)) number_.store(0);
  return outcome;
}

Result<void> TransactionManager::abort(std::uint64_t number, Timeout timeout) {
  if (impl_.on_event_thread()) return fail(ErrorCode::would_deadlock);
  const Turn::Held turn(turn_);
  if (auto allowed = may_use(number, turn); !allowed) return allowed;
  if (commit_begun_) {
    return fail(ErrorCode::invalid_txn_state,
                "The commit was begun, and its outcome is not known: call commit again");
  }
  auto outcome = abort_until(deadline_after(timeout));
  if (!outcome && closing_.load() && !settled(outcome)) return fail(over());
  return outcome;
}

Result<void> TransactionManager::abort_until(Clock::time_point deadline) {
  auto outcome = repeat("abort_transaction", deadline, rd_kafka_abort_transaction);
  abort_begun_ = !outcome && step_after(outcome.error()) == TransactionStep::retry;
  if (settled(outcome)) number_.store(0);
  return outcome;
}

/// What its owner left: a commit that was begun can only be gone on with, everything else is aborted.
Result<void> TransactionManager::end_leftover(Clock::time_point deadline) {
  if (commit_begun_) {
    auto outcome = commit_until(deadline);
    if (settled(outcome) || commit_begun_) return outcome;
  }
  return abort_until(deadline);
}

void TransactionManager::abandon(std::uint64_t number) noexcept {
  if (!is_open(number)) return;
  abandoned_.store(true);
  // The event thread must not wait for itself; the next `begin` or `close` finds what is left.
  if (impl_.on_event_thread()) return;
  const auto deadline = deadline_after(abort_timeout_);
  const Turn::Held turn(turn_, deadline);
  if (!turn || closing_.load() || !is_open(number)) return;
  if (auto ended = end_leftover(deadline); !settled(ended)) {
    impl_.warn("a transaction is not ended yet: " + ended.error().to_string());
  }
}

CloseReport TransactionManager::close(Timeout timeout) {
  if (impl_.on_event_thread()) return producer_.close(timeout);
  const auto deadline = deadline_after(timeout);
  if (!closing_.exchange(true)) {
    const Turn::Held turn(turn_, deadline);
    if (turn && number_.load() != 0) {
      if (auto ended = end_leftover(deadline); !settled(ended)) {
        impl_.warn("closed with an open transaction: " + ended.error().to_string());
      }
    }
  }
  CloseReport report = producer_.close(left_until(deadline));
  number_.store(0);
  return report;
}

void TransactionManager::close_last(std::shared_ptr<TransactionManager> manager) {
  if (!manager->impl_.on_event_thread()) {
    manager->close(manager->close_timeout_);
    return;
  }
  // Destroyed by a handler of its own: the event thread cannot wait for itself.
  std::thread([manager = std::move(manager)] { manager->close(manager->close_timeout_); }).detach();
}

}  // namespace kpp::client
