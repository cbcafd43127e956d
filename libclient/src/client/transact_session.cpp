// Consume, transform, produce: a consumer and a transactional producer that move together.

#include <map>
#include <optional>
#include <utility>

#include "client/deadline.hpp"
#include "client/transaction_manager.hpp"
#include "kpp/transaction.hpp"

namespace kpp {
namespace {

using client::deadline_after;
using client::left_until;

tl::unexpected<Error> closed() {
  return fail(ErrorCode::closed, "the session is closed");
}

tl::unexpected<Error> refuse(std::string text) {
  return fail(ErrorCode::invalid_config_value, std::move(text));
}

/// What the session's promise needs of its consumer.
Result<Config> consumer_config(const Config& given) {
  if (given.get_or("group.id", "").empty()) return refuse("group.id is not set");
  Config config = given;
  const std::string level = given.get_or("isolation.level", "read_committed");
  if (level != "read_committed") {
    return refuse("isolation.level=" + level + ": a session reads committed records only");
  }
  if (auto done = config.set("isolation.level", level); !done) return tl::unexpected(done.error());
  const std::string auto_commit = given.get_or("enable.auto.commit", "false");
  if (auto_commit != "false") {
    return refuse("enable.auto.commit=" + auto_commit +
                  ": a session's transactions commit the offsets");
  }
  if (auto done = config.set("enable.auto.commit", "false"); !done) {
    return tl::unexpected(done.error());
  }
  return config;
}

}  // namespace

class TransactSession::Impl {
 public:
  Impl(Consumer consumer, TransactionalProducer producer, Timeout end_timeout,
       Timeout close_timeout)
      : end_timeout_(end_timeout),
        close_timeout_(close_timeout),
        consumer_(std::move(consumer)),
        producer_(std::move(producer)) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    try {
      close(close_timeout_);
    } catch (
        ...) {  // NOLINT(bugprone-empty-catch): a rebalance handler's own; a destructor must not throw
    }
  }

  Result<void> subscribe(const std::vector<std::string>& topics, RebalanceHandler handler);
  Result<TransactOutcome> process(Timeout wait, const Transform& transform);
  Result<void> begin();
  Result<MessageBatch> poll(Timeout wait, std::size_t max);
  Result<TransactOutcome> end(Timeout timeout, bool commit);
  TransactCloseReport close(Timeout timeout);

  [[nodiscard]] Transaction* transaction() noexcept {
    return transaction_ ? &*transaction_ : nullptr;
  }
  [[nodiscard]] Consumer& consumer() noexcept { return consumer_; }

 private:
  void note_given_up();
  void note_polled(const MessageBatch& batch);
  Result<void> commit(Timeout timeout);
  Result<TransactOutcome> abort(Timeout timeout, const std::optional<Error>& why);
  Result<void> go_back(Timeout timeout);
  void forget_polled();

  const Timeout end_timeout_;
  const Timeout close_timeout_;

  // Polled since the last end: where each partition would go on, and where it would go back to without a committed offset.
  Offsets next_;
  std::map<TopicPartition, std::int64_t> first_;
  bool ownership_in_doubt_ = false;  // a partition was given up since
  bool must_go_back_ = false;        // the transaction for them was aborted
  bool offsets_sent_ = false;
  bool ending_ = false;  // a commit was asked for, and its outcome is not known

  // After what the rebalance handlers touch, which run until the consumer is closed.
  Consumer consumer_;
  TransactionalProducer producer_;
  std::optional<Transaction> transaction_;
};

Result<void> TransactSession::Impl::subscribe(const std::vector<std::string>& topics,
                                              RebalanceHandler handler) {
  RebalanceHandler::Step lost =
      handler.on_lost ? std::move(handler.on_lost) : RebalanceHandler::Step(handler.on_revoked);
  RebalanceHandler own;
  own.on_assigned = std::move(handler.on_assigned);
  own.on_revoked = [this, step = std::move(handler.on_revoked)](RebalanceContext& context) {
    note_given_up();
    if (step) step(context);
  };
  own.on_lost = [this, step = std::move(lost)](RebalanceContext& context) {
    note_given_up();
    if (step) step(context);
  };
  return consumer_.subscribe(topics, std::move(own));
}

void TransactSession::Impl::note_given_up() {
  if (transaction_ || !first_.empty()) ownership_in_doubt_ = true;
}

void TransactSession::Impl::note_polled(const MessageBatch& batch) {
  for (const PartitionMessages& read : batch.by_partition()) {
    first_.try_emplace(read.topic_partition(), read.messages.front().offset());
    next_.insert_or_assign(read.topic_partition(), read.next_offset());
  }
}

void TransactSession::Impl::forget_polled() {
  next_.clear();
  first_.clear();
  ownership_in_doubt_ = false;
  must_go_back_ = false;
}

Result<void> TransactSession::Impl::begin() {
  if (transaction_) return fail(ErrorCode::invalid_txn_state, "A transaction is open already");
  auto begun = producer_.begin();
  if (!begun) return tl::unexpected(begun.error());
  transaction_.emplace(*std::move(begun));
  offsets_sent_ = false;
  ending_ = false;
  return {};
}

Result<MessageBatch> TransactSession::Impl::poll(Timeout wait, std::size_t max) {
  if (ending_)
    return fail(ErrorCode::invalid_txn_state, "The transaction is still being committed");
  if (must_go_back_) {
    if (auto back = go_back(end_timeout_); !back) {
      // The reason may be a rebalance, which only a poll lets go on. What it hands out is gone back over later.
      if (const auto passed_over = consumer_.poll(Timeout(0), 1)) note_polled(*passed_over);
      return tl::unexpected(back.error());
    }
  }
  auto batch = consumer_.poll(wait, max);
  if (batch) note_polled(*batch);
  return batch;
}

/// To the committed offsets: the broker is asked, because it alone knows what became of a commit without an answer.
Result<void> TransactSession::Impl::go_back(Timeout timeout) {
  const auto deadline = deadline_after(timeout);
  std::vector<TopicPartition> mine;
  for (TopicPartition& partition : consumer_.assignment()) {
    if (first_.contains(partition)) mine.push_back(std::move(partition));
  }
  const auto committed = consumer_.committed(mine, left_until(deadline));
  if (!committed) return tl::unexpected(committed.error());
  for (const TopicPartition& partition : mine) {
    const auto found = committed->find(partition);
    const std::int64_t offset =
        found != committed->end() ? found->second.offset : first_.at(partition);
    auto moved = consumer_.seek(partition, Position::offset(offset), left_until(deadline));
    if (!moved) return moved;
  }
  forget_polled();
  return {};
}

Result<TransactOutcome> TransactSession::Impl::end(Timeout timeout, bool commit_asked) {
  if (!transaction_) return fail(ErrorCode::invalid_txn_state, "No transaction is open");
  const auto deadline = deadline_after(timeout);
  if (!commit_asked || (ownership_in_doubt_ && !ending_)) return abort(timeout, std::nullopt);
  const auto done = commit(timeout);
  if (done) {
    transaction_.reset();
    forget_polled();
    return TransactOutcome::committed;
  }
  const Error& error = done.error();
  ending_ = step_after(error) == TransactionStep::retry;
  if (ending_) return tl::unexpected(error);
  // Nothing is left to be waited for: the answer is in.
  return abort(left_until(deadline), error);
}

Result<void> TransactSession::Impl::commit(Timeout timeout) {
  const auto deadline = deadline_after(timeout);
  if (!next_.empty() && !offsets_sent_) {
    const auto member = consumer_.group_metadata();
    if (!member) return tl::unexpected(member.error());
    if (auto sent = transaction_->send_offsets(next_, *member, left_until(deadline)); !sent) {
      return sent;
    }
    offsets_sent_ = true;
  }
  return transaction_->commit(left_until(deadline));
}

/// `why` is what kept it from being committed, if that was asked for.
Result<TransactOutcome> TransactSession::Impl::abort(Timeout timeout,
                                                     const std::optional<Error>& why) {
  const bool fatal = why && why->fatal();
  Result<void> aborted;
  if (transaction_->open() && !fatal) aborted = transaction_->abort(timeout);
  // Refused, if a commit was begun: then that is still to be waited for.
  if (!aborted && ending_) return tl::unexpected(aborted.error());
  ending_ = false;
  must_go_back_ = true;
  transaction_.reset();
  if (why && step_after(*why) == TransactionStep::stop) return tl::unexpected(*why);
  if (!aborted) return tl::unexpected(aborted.error());
  return TransactOutcome::aborted;
}

Result<TransactOutcome> TransactSession::Impl::process(Timeout wait, const Transform& transform) {
  if (transaction_ && !ending_) {
    return fail(ErrorCode::invalid_txn_state, "A transaction is open already");
  }
  if (ending_) return end(end_timeout_, true);
  const auto batch = poll(wait, 0);
  if (!batch) return tl::unexpected(batch.error());
  if (batch->empty()) {
    if (batch->errors().empty()) return TransactOutcome::nothing;
    return tl::unexpected(batch->errors().front().error);
  }
  if (auto begun = begin(); !begun) {
    must_go_back_ = true;
    return tl::unexpected(begun.error());
  }
  Result<void> done;
  try {
    done = transform(*batch, *transaction_);
  } catch (...) {
    (void)abort(end_timeout_, std::nullopt);
    throw;
  }
  if (done && transaction_->open()) return end(end_timeout_, true);
  if (done) {
    done = fail(ErrorCode::invalid_txn_state, "The transaction was ended without its offsets");
  }
  return abort(end_timeout_, done.error());
}

TransactCloseReport TransactSession::Impl::close(Timeout timeout) {
  const auto deadline = deadline_after(timeout);
  TransactCloseReport report;
  if (transaction_ && transaction_->open() && !ending_) {
    (void)transaction_->abort(left_until(deadline) / 2);
  }
  const auto close_producer = [&] {
    report.producer = producer_.close(left_until(deadline));
    transaction_.reset();
  };
  try {
    report.consumer = consumer_.close(left_until(deadline));
  } catch (...) {
    close_producer();
    throw;
  }
  close_producer();
  return report;
}

// ---- the public face: a moved-from session answers `closed` ----

TransactSession::TransactSession(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
TransactSession::TransactSession(TransactSession&& other) noexcept = default;
TransactSession& TransactSession::operator=(TransactSession&& other) noexcept = default;
TransactSession::~TransactSession() = default;

Result<TransactSession> TransactSession::create(const Config& consumer, const Config& producer,
                                                TransactSessionOptions options) {
  auto config = consumer_config(consumer);
  if (!config) return tl::unexpected(config.error());
  if (options.consumer.commit_mode.value_or(CommitMode::manual) != CommitMode::manual) {
    return fail(ErrorCode::invalid_argument, "a session's transactions commit the offsets");
  }
  const Timeout end_timeout = options.end_timeout;
  const Timeout close_timeout = options.producer.producer.close_timeout;
  auto reads = Consumer::create(*config, std::move(options.consumer));
  if (!reads) return tl::unexpected(reads.error());
  auto writes = TransactionalProducer::create(producer, std::move(options.producer));
  if (!writes) return tl::unexpected(writes.error());
  return TransactSession(
      std::make_unique<Impl>(*std::move(reads), *std::move(writes), end_timeout, close_timeout));
}

Result<void> TransactSession::subscribe(const std::vector<std::string>& topics,
                                        RebalanceHandler handler) {
  if (!impl_) return closed();
  return impl_->subscribe(topics, std::move(handler));
}

Result<TransactOutcome> TransactSession::process(Timeout wait, const Transform& transform) {
  if (!impl_) return closed();
  return impl_->process(wait, transform);
}

Result<void> TransactSession::begin() {
  if (!impl_) return closed();
  return impl_->begin();
}

Result<MessageBatch> TransactSession::poll(Timeout wait, std::size_t max) {
  if (!impl_) return closed();
  return impl_->poll(wait, max);
}

Transaction* TransactSession::transaction() noexcept {
  return impl_ ? impl_->transaction() : nullptr;
}

Result<TransactOutcome> TransactSession::end(Timeout timeout, bool commit) {
  if (!impl_) return closed();
  return impl_->end(timeout, commit);
}

void TransactSession::wakeup() noexcept {
  if (impl_) impl_->consumer().wakeup();
}

Consumer* TransactSession::consumer() noexcept {
  return impl_ ? &impl_->consumer() : nullptr;
}

TransactCloseReport TransactSession::close(Timeout timeout) {
  if (!impl_) return {};
  return impl_->close(timeout);
}

}  // namespace kpp
