#pragma once
/// \file
/// `Consumer`: reads records, alone or as a member of a group.
///
///     auto config = kpp::Config::from_properties({{"bootstrap.servers", "localhost:9092"}, {"group.id", "testgroup"}});
///     if (!config) return complain(config.error());
///     auto consumer = kpp::Consumer::create(*config);
///     if (!consumer) return complain(consumer.error());
///     if (auto joined = consumer->subscribe({"sensor-stream"}); !joined) return complain(joined.error());
///
///     while (running) {
///       auto batch = consumer->poll(std::chrono::milliseconds(500));
///       if (!batch) return complain(batch.error());
///       for (const kpp::MessageView& message : *batch) handle(message);
///     }
///     kpp::ConsumerCloseReport report = consumer->close(std::chrono::seconds(10));
///     return report.error ? complain(*report.error) : 0;
///
/// **Batches.** `poll` returns as soon as there is something, with everything that is there, up to `max`.
///
/// **Offsets** are always those of the *next* record to read: having handled the message at offset 41, one commits 42.
///
/// **Who commits** is `ConsumerOptions::commit_mode`:
/// - `previous_batch` (default while `enable.auto.commit` is not false): asking for a batch says that the one before is
///   done. Its offsets are committed every `auto.commit.interval.ms`, when a partition is revoked, and by `close`, which
///   counts the last batch as done, too, as Java's consumer does. At-least-once, if a batch is handled before the next
///   `poll`.
/// - `marked`: only what was passed to `mark` is committed, at the same moments. For programs that finish records in their
///   own order, or stop in the middle of a batch.
/// - `manual` (default with `enable.auto.commit=false`): only `commit` and `commit_async` commit.
///
/// With `enable.auto.commit=false` the first two keep their books, but only `commit` sends them.
///
/// **Rebalances.** Handlers run inside `poll`, `unsubscribe` and `close`, on the calling thread, and nowhere else. So what
/// is done between two polls is never cut by a rebalance, short of the member being expelled (`max.poll.interval.ms` or the
/// session timeout passed), which shows as `on_lost`. An exception thrown in a handler comes out of that call; the
/// assignment itself is completed first, and the consumer can go on.
///
/// **Group protocols.** `partition.assignment.strategy=cooperative-sticky` rebalances without a stop (KIP-429),
/// `group.instance.id` makes a static member, which may restart without a rebalance (KIP-345), and `group.protocol=consumer`
/// lets the broker assign (KIP-848, Kafka 4.0). The handlers are the same for all.
///
/// **Errors.** `poll` fails with `cancelled` (woken), `closed`, `concurrent_use`, and with what ends the group's work: no
/// authorization, a fenced `group.instance.id`, a fatal client error. An error of one partition stands in
/// `MessageBatch::errors()`, a lost connection goes to `on_error`, and the consumer goes on in both cases.
///
/// **Threads.** A consumer belongs to one thread at a time. A second thread that calls it meanwhile gets `concurrent_use`;
/// nothing breaks. `wakeup`, `mark`, `assignment`, `position`, `last_transport_error` and `counters` may be called from any
/// thread, and batches and messages may be used and destroyed anywhere, also after the consumer is gone.
///
/// **Defaults are those of Kafka's Java consumer**, not librdkafka's:
/// - `isolation.level=read_uncommitted`, `auto.offset.reset=latest`, `allow.auto.create.topics=true`, `check.crcs=true`,
///   `metadata.max.age.ms=300000`, `auto.commit.interval.ms=5000`, `session.timeout.ms=45000`;
/// - `fetch.max.bytes` is 8388608 (or `max.partition.fetch.bytes`, if that is more) instead of Java's 52428800, and
///   `fetch.queue.backoff.ms` 10 instead of librdkafka's 1000: with many partitions three times as fast, in a third of the memory;
/// - `partition.assignment.strategy` is `range,roundrobin`: librdkafka cannot mix eager and cooperative assignors as Java's
///   default list does, and shares range with it;
/// - `exclude.internal.topics=true` hides Kafka's own topics from patterns and, since librdkafka filters before it looks,
///   from `subscribe` by name too; it is off unless set.
///
/// Without `group.id` a consumer can `assign` and read, and has no committed offsets; group calls are `invalid_group_id`.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/export.hpp"
#include "kpp/observe.hpp"
#include "kpp/record.hpp"

namespace kpp {

namespace ext {
class ReadyFd;
}

enum class CommitMode : std::uint8_t { manual, marked, previous_batch };

/// Where to read from.
class Position {
 public:
  static constexpr Position earliest() noexcept { return Position(-2); }
  static constexpr Position latest() noexcept { return Position(-1); }
  /// The group's committed offset; without one, as `auto.offset.reset` says.
  static constexpr Position committed() noexcept { return Position(-1000); }
  /// The record with this offset, which must not be negative.
  static constexpr Position offset(std::int64_t value) noexcept { return Position(value); }

  [[nodiscard]] constexpr std::int64_t value() const noexcept { return value_; }
  friend constexpr bool operator==(Position, Position) = default;

 private:
  explicit constexpr Position(std::int64_t value) noexcept : value_(value) {}
  std::int64_t value_;
};

/// A partition and where to start in it.
struct PartitionStart {
  std::string topic{};
  std::int32_t partition = 0;
  Position at = Position::committed();
};

/// A consumer's place in its group: group, generation and member (KIP-447). A transaction sends it along with offsets, so
/// that those of a member that the group has gone on without are refused. A value: copy it to any thread.
class GroupMetadata {
 public:
  /// For the library's own use.
  struct Native;
  explicit GroupMetadata(std::shared_ptr<const Native> native) noexcept
      : native_(std::move(native)) {}
  [[nodiscard]] const Native& native() const noexcept { return *native_; }

 private:
  std::shared_ptr<const Native> native_;  // never null
};

/// What a rebalance handler may do. It exists during the handler's call only.
class KPP_API RebalanceContext {
 public:
  /// The partitions that are given or taken by this step.
  [[nodiscard]] std::span<const TopicPartition> partitions() const noexcept { return partitions_; }
  /// True if the member gives up and gets back only what changes (cooperative and KIP-848), false
  /// if all (eager).
  [[nodiscard]] bool incremental() const noexcept { return incremental_; }

  /// In `on_assigned`: where to start reading one of `partitions()`. Otherwise it starts at the
  /// committed offset.
  [[nodiscard]] virtual Result<void> seek(const TopicPartition& partition, Position position) = 0;
  /// In `on_revoked`: commits these offsets and waits for the answer. In `on_lost` the partitions
  /// belong to someone else already, and a commit is refused with `illegal_generation`.
  [[nodiscard]] virtual Result<void> commit(const Offsets& offsets, Timeout timeout) = 0;
  /// The offset after the last message that `poll` handed out; empty if there was none.
  [[nodiscard]] virtual std::optional<std::int64_t> position(
      const TopicPartition& partition) const = 0;

  RebalanceContext(const RebalanceContext&) = delete;
  RebalanceContext& operator=(const RebalanceContext&) = delete;

 protected:
  RebalanceContext() = default;
  ~RebalanceContext() = default;
  std::vector<TopicPartition> partitions_;
  bool incremental_ = false;
};

/// All are optional. Assigning and unassigning themselves are done by the consumer.
struct RebalanceHandler {
  using Step = std::function<void(RebalanceContext& context)>;
  Step on_assigned{};
  Step on_revoked{};  ///< Before the partitions are given up: the last moment to commit.
  Step on_lost{};     ///< They are gone already. Without one, `on_revoked` is called, as in Java
                      ///< (KIP-429).
};

/// Gets the outcome of an asynchronous commit: inside a later `poll`, `commit` or `close`.
using CommitHandler = std::function<void(const Offsets& offsets, const Result<void>& outcome)>;

struct ConsumerOptions {
  /// Default: `previous_batch`, or `manual` if `enable.auto.commit` is false or there is no group.
  std::optional<CommitMode> commit_mode{};
  /// Puts the end of each partition, whenever it is reached, into `MessageBatch::ends()`.
  bool report_end_of_partition = false;
  /// Default `max` of `poll`. Java's `max.poll.records` (500) overrides it, if set in the
  /// configuration.
  std::size_t max_poll_records = 1000;
  ErrorSink on_error{};
  LogSink on_log{};
  StatisticsSink on_statistics{};
  /// How long the destructor may take if `close` was not called.
  Timeout close_timeout = std::chrono::seconds(10);
};

struct ConsumerCloseReport {
  /// The group was told, so that its other members get the partitions at once. False if the
  /// coordinator did not answer: they wait for the session timeout. True without a group.
  bool left_group = true;
  /// What failed on the way (the last commit, mostly); empty if nothing did.
  std::optional<Error> error{};
};

struct ConsumerCounters {
  std::uint64_t messages = 0;
  std::uint64_t handler_failures = 0;
};

/// The answer for one partition of `offsets_for`.
struct OffsetAndTimestamp {
  std::int64_t offset = -1;  ///< -1: no record is that young.
  Timestamp timestamp = -1;
};

class KPP_API Consumer {
 public:
  /// Makes a consumer. Nothing is connected yet. A bad configuration is `invalid_config_value` with
  /// the property's name.
  [[nodiscard]] static Result<Consumer> create(const Config& config, ConsumerOptions options = {});

  Consumer(Consumer&& other) noexcept;
  /// The consumer that is replaced is closed as by its destructor.
  Consumer& operator=(Consumer&& other) noexcept;
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;
  /// `close(options.close_timeout)`. Exceptions of rebalance handlers are dropped and counted.
  ~Consumer();

  /// Joins the group for these topics, replacing an earlier subscription. Returns at once; joining
  /// happens inside `poll`.
  [[nodiscard]] Result<void> subscribe(const std::vector<std::string>& topics,
                                       RebalanceHandler handler = {});
  /// The same for every topic whose whole name matches a POSIX extended regular expression; new
  /// topics are found at the next metadata refresh (`metadata.max.age.ms`).
  [[nodiscard]] Result<void> subscribe_pattern(std::string_view regex,
                                               RebalanceHandler handler = {});
  /// Leaves the group's work; handlers see `on_revoked`.
  [[nodiscard]] Result<void> unsubscribe(Timeout timeout = std::chrono::seconds(5));

  /// Reads exactly these partitions, without group management, replacing what was assigned before.
  /// Empty: none.
  [[nodiscard]] Result<void> assign(const std::vector<PartitionStart>& partitions);
  [[nodiscard]] std::vector<TopicPartition> assignment() const;

  /// Waits at most `timeout` for the first message and returns what is there then, at most `max`
  /// messages (0: the `max_poll_records` of the options). An empty batch means that the time
  /// passed. `cancelled` after `wakeup`.
  [[nodiscard]] Result<MessageBatch> poll(Timeout timeout, std::size_t max = 0);
  /// The same, ended early with `cancelled` when a stop is requested.
  [[nodiscard]] Result<MessageBatch> poll(const std::stop_token& stop, Timeout timeout,
                                          std::size_t max = 0);

  /// Ends the `poll` that is waiting now, or else the next one, with `cancelled`. Any thread; not
  /// from a signal handler.
  void wakeup() noexcept;

  /// Commits what is done so far by the commit mode (`manual`: everything that `poll` handed out)
  /// and waits for the answer.
  [[nodiscard]] Result<void> commit(Timeout timeout);
  [[nodiscard]] Result<void> commit(const Offsets& offsets, Timeout timeout);
  /// Commits without waiting. Outcomes reach the handler in the order of the calls.
  [[nodiscard]] Result<void> commit_async(CommitHandler handler = {});
  [[nodiscard]] Result<void> commit_async(const Offsets& offsets, CommitHandler handler = {});

  /// `CommitMode::marked`: this message, and all before it in its partition, are done.
  [[nodiscard]] Result<void> mark(const MessageView& message);
  [[nodiscard]] Result<void> mark(const TopicPartition& partition, std::int64_t next_offset);

  /// Goes on reading elsewhere. The partition must be assigned.
  [[nodiscard]] Result<void> seek(const TopicPartition& partition, Position position,
                                  Timeout timeout = std::chrono::seconds(5));
  /// A paused partition keeps its assignment and gives no messages until it is resumed.
  [[nodiscard]] Result<void> pause(std::span<const TopicPartition> partitions);
  [[nodiscard]] Result<void> resume(std::span<const TopicPartition> partitions);

  /// The offset after the last message that `poll` handed out; empty if there was none yet.
  [[nodiscard]] std::optional<std::int64_t> position(const TopicPartition& partition) const;
  /// The group's committed offsets; a partition without one is absent from the answer.
  [[nodiscard]] Result<Offsets> committed(std::span<const TopicPartition> partitions,
                                          Timeout timeout);

  /// For `Transaction::send_offsets`. `illegal_generation`, which requires an abort, once the partitions are lost.
  [[nodiscard]] Result<GroupMetadata> group_metadata();

  /// First offset, and the offset after the last record (by `isolation.level`), of each partition:
  /// one request a broker.
  [[nodiscard]] Result<std::map<TopicPartition, std::int64_t>> begin_offsets(
      std::span<const TopicPartition> partitions, Timeout timeout);
  [[nodiscard]] Result<std::map<TopicPartition, std::int64_t>> end_offsets(
      std::span<const TopicPartition> partitions, Timeout timeout);
  /// How many records each assigned partition has beyond what `poll` handed out; where nothing was handed out yet,
  /// beyond where reading starts (the committed offset, else as `auto.offset.reset` says). One request a broker.
  [[nodiscard]] Result<std::map<TopicPartition, std::int64_t>> lag(Timeout timeout);
  /// The first record at or after a time, for each partition.
  [[nodiscard]] Result<std::map<TopicPartition, OffsetAndTimestamp>> offsets_for(
      const std::map<TopicPartition, Timestamp>& times, Timeout timeout);

  /// The topic's partitions; `unknown_topic_or_partition` if it does not exist.
  [[nodiscard]] Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                                  Timeout timeout);

  /// As `Producer::check_connection`.
  [[nodiscard]] Result<void> check_connection(Timeout timeout);
  [[nodiscard]] std::optional<Error> last_transport_error() const;
  /// `Config::warnings_for(ClientKind::consumer)` of the configuration it was made from.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept;
  /// As `Producer::settings`.
  [[nodiscard]] Result<std::map<std::string, std::string>> settings();
  [[nodiscard]] ConsumerCounters counters() const noexcept;

  /// Runs `on_revoked`, commits by mode, leaves the group and releases the client, all within about
  /// `timeout`; a later call returns the same report. With the coordinator unreachable the group is
  /// not told (`left_group == false`), because librdkafka would wait for it as long as
  /// `session.timeout.ms`.
  ConsumerCloseReport close(Timeout timeout);

 private:
  friend class ext::ReadyFd;
  class KPP_LOCAL Impl;
  explicit Consumer(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kpp
