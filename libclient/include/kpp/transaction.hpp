#pragma once
/// \file
/// Transactions: records to several partitions, and the offsets of what was read for them, that
/// become visible together or not at all (KIP-98).
///
///     auto config = kpp::Config::from_properties(
///         {{"bootstrap.servers", "localhost:9092"}, {"transactional.id", "transfer-1"}});
///     if (!config) return complain(config.error());
///     auto producer = kpp::TransactionalProducer::create(*config);
///     if (!producer) return complain(producer.error());
///     auto done = producer->run(
///         [](kpp::Transaction& transaction) -> kpp::Result<void> {
///           auto sent = transaction.send(kpp::Record{.topic = "debits", .value = "alice 5"});
///           if (!sent) return sent;
///           return transaction.send(kpp::Record{.topic = "credits", .value = "bob 5"});
///         },
///         std::chrono::seconds(30));
///     if (!done) return complain(done.error());
///
/// **Readers** see an aborted or an open transaction unless they set
/// `isolation.level=read_committed`.
///
/// **`transactional.id`** names the producer across restarts. Creating one fences every older
/// producer with the same name: its open transaction is aborted, and all it tries afterwards is a
/// fatal `producer_fenced`. So give each running instance an id of its own, and a restarted one the
/// id it had.
///
/// **Errors** need one of three answers, and `step_after` says which (KIP-360, KIP-447):
/// - `retriable()`: the same call may be made again. The calls here do so themselves until their
///   timeout has passed.
/// - `requires_abort()`: this transaction is lost; after `abort` a new one can begin.
/// - `fatal()`: this producer is lost, mostly because another one fenced it. Make a new one, or stop.
///
/// `TransactionalProducer::run` and `TransactSession::process` follow the rule, so that a program
/// need not.
///
/// **Reading and writing** (consume, transform, produce) is exactly-once if the offsets of what was
/// read are committed by the same transaction, together with the reader's place in its group
/// (KIP-447). `TransactSession` does all of that:
///
///     auto session = kpp::TransactSession::create(reads, writes);
///     if (!session) return complain(session.error());
///     if (auto joined = session->subscribe({"orders"}); !joined) return complain(joined.error());
///     while (running) {
///       auto outcome = session->process(
///           std::chrono::milliseconds(500),
///           [](const kpp::MessageBatch& orders, kpp::Transaction& transaction) -> kpp::Result<void> {
///             for (const kpp::MessageView& order : orders) {
///               kpp::RecordView bill{.topic = "bills", .key = order.key(), .value = order.value()};
///               if (auto sent = transaction.send(bill); !sent) return sent;
///             }
///             return {};
///           });
///       if (!outcome) return complain(outcome.error());
///     }
///     kpp::TransactCloseReport closed = session->close(std::chrono::seconds(10));
///
/// Here `reads` is a consumer's configuration with `group.id`, `writes` a producer's with `transactional.id`.
///
/// **Configuration** is that of a producer (`kpp/producer.hpp`) with `transactional.id`, and
/// `transaction.timeout.ms` (60000): after that time the broker aborts a transaction that did not
/// end. `delivery.timeout.ms` must not be longer; it is shortened unless it is set. `connections.max.idle.ms` is 30000 here:
/// so much longer than its timeout a call may take where librdkafka has lost the way to a coordinator.
///
/// **Threads.** A producer has one transaction at a time. Its methods and those of its transaction may be
/// called from any thread, but of `begin`, `send_offsets`, `commit` and `abort` only one at a time:
/// a second one gets `concurrent_use`. From a delivery handler, `send` and `try_send` are allowed;
/// what waits returns `would_deadlock`. A `TransactSession` belongs to one thread, but for `wakeup`.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/consumer.hpp"
#include "kpp/export.hpp"
#include "kpp/producer.hpp"

namespace kpp {

namespace client {
class TransactionManager;
}  // namespace client

/// What an error of a transactional call asks for.
enum class TransactionStep : std::uint8_t {
  retry,    ///< The same call again.
  restart,  ///< Abort, then the whole transaction again.
  stop,     ///< Abort if the producer still can, and tell somebody: trying again would not help.
};

/// The rule. It looks at the error alone: no broker is asked.
[[nodiscard]] KPP_API TransactionStep step_after(const Error& error) noexcept;

struct TransactionalProducerOptions {
  ProducerOptions producer{};
  /// How long `create` may wait for the transaction coordinator. Default: `max.block.ms` of the
  /// configuration, else 60 s.
  std::optional<Timeout> init_timeout{};
  /// How long the end of a transaction may take where nobody gives a bound: in the destructor of
  /// `Transaction`, and in a `begin` that first ends what a destructor could not.
  Timeout abort_timeout = std::chrono::seconds(10);
};

/// An open transaction. Move-only; destroying one that is open aborts it.
class KPP_API Transaction {
 public:
  /// Leaves `other` without a transaction.
  Transaction(Transaction&& other) noexcept;
  /// The transaction that is replaced is ended as by its destructor.
  Transaction& operator=(Transaction&& other) noexcept;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// Aborts, within `TransactionalProducerOptions::abort_timeout`. What does not end in that time,
  /// or when the destructor runs in a delivery handler, is ended by the next `begin` or `close`.
  ~Transaction();

  /// As `Producer::send`. A transaction that has failed already says so: `requires_abort()`, with
  /// the reason.
  [[nodiscard]] Result<void> send(Record&& record, DeliveryHandler handler = {});
  [[nodiscard]] Result<void> send(const RecordView& record, DeliveryHandler handler = {});
  /// As `Producer::try_send`: never waits; a full queue is `queue_full`.
  [[nodiscard]] Result<void> try_send(Record& record, DeliveryHandler handler = {});
  [[nodiscard]] Result<void> try_send(const RecordView& record, DeliveryHandler handler = {});

  /// Makes these offsets part of the transaction: the group's position moves if and only if it
  /// commits. `member` is `Consumer::group_metadata()` of the consumer that read up to there. If
  /// the group has gone on without that member, the error requires an abort (KIP-447). An error after
  /// `timeout` requires an abort, too, since the offsets may be in.
  [[nodiscard]] Result<void> send_offsets(const Offsets& offsets, const GroupMetadata& member,
                                          Timeout timeout);

  /// Waits until everything sent so far is delivered. `commit` does so by itself.
  [[nodiscard]] Result<void> flush(Timeout timeout);

  /// Delivers what was sent and makes it visible. After `timed_out` it is not known whether it will
  /// be: call `commit` again until the answer is in; `abort` is refused until then, unless the error says
  /// that records were not delivered yet. After success, or a fatal error, the transaction is over.
  [[nodiscard]] Result<void> commit(Timeout timeout);

  /// Gives everything up: what waits in the queue is reported as `purged`, and what reached the
  /// brokers is marked so that `read_committed` readers skip it. `timed_out`: call it again.
  [[nodiscard]] Result<void> abort(Timeout timeout);

  /// False once it is committed or aborted, its producer is closed, or it was moved away.
  [[nodiscard]] bool open() const noexcept;

 private:
  friend class client::TransactionManager;
  Transaction(std::shared_ptr<client::TransactionManager> manager, std::uint64_t number) noexcept;
  std::shared_ptr<client::TransactionManager> manager_;
  std::uint64_t number_ = 0;
};

/// A producer whose records are always part of a transaction.
class KPP_API TransactionalProducer {
 public:
  /// Makes a producer and registers it with the transaction coordinator, which fences older ones
  /// with the same `transactional.id` and ends their transaction. Without that property it is
  /// `invalid_config_value`.
  [[nodiscard]] static Result<TransactionalProducer> create(
      const Config& config, TransactionalProducerOptions options = {});

  TransactionalProducer(TransactionalProducer&& other) noexcept;
  /// The producer that is replaced is closed as by its destructor.
  TransactionalProducer& operator=(TransactionalProducer&& other) noexcept;
  TransactionalProducer(const TransactionalProducer&) = delete;
  TransactionalProducer& operator=(const TransactionalProducer&) = delete;
  /// `close(options.producer.close_timeout)`.
  ~TransactionalProducer();

  /// Begins a transaction. While one is open it is `invalid_txn_state`.
  [[nodiscard]] Result<Transaction> begin();

  /// Begins a transaction, lets `work` fill it and commits it, following `step_after`: calls that may
  /// be retried are, and what requires an abort begins again from the start, `work` included, until
  /// `timeout` has passed; the last error is returned then. What `work` returns as retriable is
  /// tried in a new transaction. Any other error of `work`, and an exception, aborts the
  /// transaction and comes out of `run`. `work` may end the transaction itself.
  [[nodiscard]] Result<void> run(const std::function<Result<void>(Transaction& transaction)>& work,
                                 Timeout timeout);

  /// As `Producer::partitions_for`.
  [[nodiscard]] Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                                  Timeout timeout);
  [[nodiscard]] std::optional<Error> last_transport_error() const;
  /// As `Producer::settings`.
  [[nodiscard]] Result<std::map<std::string, std::string>> settings() const;
  /// Records, whatever became of their transaction: one that was delivered and then aborted counts
  /// as delivered.
  [[nodiscard]] ProducerCounters counters() const noexcept;

  /// Aborts an open transaction, then closes as `Producer::close`, both within about `timeout`.
  CloseReport close(Timeout timeout);

 private:
  explicit TransactionalProducer(std::shared_ptr<client::TransactionManager> manager) noexcept;
  std::shared_ptr<client::TransactionManager> manager_;
};

/// What became of a step of a session.
enum class TransactOutcome : std::uint8_t {
  nothing,    ///< No records came in time.
  committed,  ///< Records out and offsets in are visible together.
  aborted,    ///< Neither is; the records will be read again.
};

struct TransactSessionOptions {
  ConsumerOptions consumer{};
  TransactionalProducerOptions producer{};
  /// Bound on ending a transaction in `process`: sending offsets, committing, aborting.
  Timeout end_timeout = std::chrono::seconds(30);
};

struct TransactCloseReport {
  CloseReport producer{};
  ConsumerCloseReport consumer{};
};

/// A consumer and a transactional producer that move together: what was read counts as read exactly
/// if what was written for it is visible.
///
/// A transaction ends in an abort, whatever was asked for, if one of the consumer's partitions was revoked
/// or lost since it began, because another member may be reading the same records by now. After an
/// abort the consumer goes back to the committed offsets, so that nothing is skipped.
class KPP_API TransactSession {
 public:
  using Transform =
      std::function<Result<void>(const MessageBatch& batch, Transaction& transaction)>;

  /// `consumer` needs `group.id`; `producer` needs `transactional.id`. The consumer gets
  /// `isolation.level=read_committed`, which also keeps it from reading offsets of a transaction
  /// that is not decided (KIP-447), and commits nothing by itself; settings against that are
  /// `invalid_config_value`.
  [[nodiscard]] static Result<TransactSession> create(const Config& consumer,
                                                      const Config& producer,
                                                      TransactSessionOptions options = {});

  TransactSession(TransactSession&& other) noexcept;
  TransactSession& operator=(TransactSession&& other) noexcept;
  TransactSession(const TransactSession&) = delete;
  TransactSession& operator=(const TransactSession&) = delete;
  /// Aborts what is open and closes both, within the bounds of their options.
  ~TransactSession();

  /// As `Consumer::subscribe`. The handler runs after the session's own.
  [[nodiscard]] Result<void> subscribe(const std::vector<std::string>& topics,
                                       RebalanceHandler handler = {});

  /// One step: waits at most `wait` for records, gives them to `transform` with an open transaction,
  /// and commits both. Follows `step_after`: `aborted` means that the same records come again in a
  /// later step. An error that trying again does not heal, and an exception of `transform`, come
  /// out after the abort; the session can go on unless the error is fatal.
  [[nodiscard]] Result<TransactOutcome> process(Timeout wait, const Transform& transform);

  /// The same in single calls, for programs that fill one transaction from several polls: `begin`,
  /// `poll`, sends on `transaction()`, `end`.
  [[nodiscard]] Result<void> begin();
  /// As `Consumer::poll`.
  [[nodiscard]] Result<MessageBatch> poll(Timeout wait, std::size_t max = 0);
  /// The open transaction, valid until `end`; null if there is none.
  [[nodiscard]] Transaction* transaction() noexcept;
  /// Sends the offsets of everything polled since the last `end` and commits; or aborts and goes back.
  /// `aborted` also where a commit was asked for and could not be, for a reason that passes. After
  /// an error of a commit whose outcome is not known (`timed_out`), call it again.
  [[nodiscard]] Result<TransactOutcome> end(Timeout timeout, bool commit = true);

  /// Ends the waiting `process` or `poll`, or else the next one, with `cancelled`. Any thread.
  void wakeup() noexcept;

  /// The consumer, for what a session has no call for: `pause`, `assignment`, ... Moving its
  /// position or committing would break the session's promise. Null in a session that was moved away.
  [[nodiscard]] Consumer* consumer() noexcept;

  /// Aborts what is open, leaves the group and closes both, within about `timeout`.
  TransactCloseReport close(Timeout timeout);

 private:
  class KPP_LOCAL Impl;
  explicit TransactSession(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kpp
