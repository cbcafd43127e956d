#pragma once
/// \file
/// `Producer`: sends records to topics.
///
///     auto config = kpp::Config::from_properties({{"bootstrap.servers", "localhost:9092"}});
///     if (!config) return complain(config.error());
///
///     kpp::ProducerOptions options;
///     options.on_delivery = [](std::span<const kpp::Delivery> batch) {
///       for (const kpp::Delivery& done : batch)
///         if (done.error) std::cerr << done.error->to_string() << '\n';
///     };
///     auto producer = kpp::Producer::create(*config, options);
///     if (!producer) return complain(producer.error());
///
///     kpp::Record record{.topic = "sensor-stream", .key = "sensor_1", .value = R"({"temperature":24.5})"};
///     if (auto sent = producer->send(std::move(record)); !sent) return complain(sent.error());
///
///     kpp::CloseReport report = producer->close(std::chrono::seconds(10));  // delivered, failed, purged
///     return report.all_delivered() ? 0 : 1;
///
/// **Sending is asynchronous.** `send` puts the record into the client's queue; the network comes later. Every record that
/// was accepted gets exactly one delivery report, also when the producer is closed: delivered, failed, or purged.
///
/// **Errors.** `send` fails with `queue_full` (back-pressure: there was no room in time), `message_too_large`,
/// `invalid_argument`, `closed`, or a fatal error of the client. Everything that the broker says is in the delivery report,
/// after the client's own retries; `Error::retriable()` there means that another try of yours may help, and
/// `Delivery::persisted` whether it may make a duplicate.
///
/// **Defaults are those of Kafka's Java producer**, not librdkafka's, wherever the difference can be seen from outside:
///
/// | property                  | here                    | why                                                          |
/// |---------------------------|-------------------------|--------------------------------------------------------------|
/// | `enable.idempotence`      | true, unless `acks`, `retries=0` or `max.in.flight...` > 5 contradict | as Java (KIP-679) |
/// | `acks`                    | all                     | as Java                                                      |
/// | `partitioner`             | `murmur2_random`        | the same key lands on the same partition as Java's           |
/// | `delivery.timeout.ms`     | 120000                  | as Java                                                      |
/// | `max.request.size`        | 1048576                 | as Java                                                      |
/// | `buffer.memory`           | 33554432                | as Java; also at most 500000 records                         |
/// | `max.block.ms`            | 60000                   | as Java: the bound on `send` while the queue is full         |
/// | `metadata.max.age.ms`     | 300000                  | as Java                                                      |
/// | `linger.ms`, `batch.size` | librdkafka's 5, 1000000 | Java's batches of 16384 bytes would only make it slower      |
///
/// A property that is set is never changed. Java's names are accepted; see `kpp/config.hpp`. `request.timeout.ms` bounds the
/// broker's acknowledgement and the socket.
///
/// **Once.** With idempotence the client's own retries write no record twice (KIP-98), with one exception: where a leader is
/// lost while several requests are under way to it, librdkafka may go on with a new epoch, under which brokers do not know
/// the unacknowledged records (confluentinc/librdkafka#4953). `max.in.flight.requests.per.connection=1` rules that out, at
/// the price of one request at a time for each broker; a transaction is aborted instead and hides the copies.
///
/// **Partitions.** A record's own `partition` comes first, then the partitioner. `partitioner` takes librdkafka's names
/// (`murmur2_random`, `murmur2`, `consistent_random`, `consistent`, `fnv1a_random`, `fnv1a`, `random`); for a rule of your
/// own see `ProducerOptions::partitioner`. Records without key and partition go to one random partition per batch
/// (KIP-480), as with Java.
///
/// **Threads.** Every method may be called from any thread. Handlers run one at a time on the producer's own event thread;
/// they may `send` and `try_send`, but `flush`, `close` and `send_sync` from a handler would wait for themselves and return
/// `would_deadlock`. A `send` from a handler does not wait either: if the queue is full it is `queue_full`. An exception
/// that leaves a handler is caught, counted (`counters().handler_failures`) and written to the log sink; the remaining
/// reports of the batch are still handed out.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/export.hpp"
#include "kpp/observe.hpp"
#include "kpp/record.hpp"

namespace kpp {

namespace client {
class TransactionManager;
}  // namespace client

/// Whether a record is in the log, as far as the client can know.
enum class Persisted : std::uint8_t {
  no,        ///< It never left, or the broker refused it: sending it again makes no duplicate.
  possibly,  ///< It was sent and the answer is missing: sending it again may make a duplicate.
  yes,       ///< The broker acknowledged it as `acks` asks.
};

/// What became of one record. The views are valid during the handler's call only.
struct Delivery {
  std::string_view topic{};
  std::int32_t partition = -1;  ///< -1 if none was chosen yet.
  Persisted persisted = Persisted::no;
  std::int64_t offset =
      -1;  ///< -1 on failure, with acks=0, and where a retry found it written already.
  Timestamp timestamp = -1;
  std::chrono::microseconds latency{-1};  ///< From `send` to the report.
  std::uint64_t tag = 0;                  ///< As given in the record.
  std::optional<std::string_view> key{};
  std::optional<std::string_view> value{};
  std::optional<Error> error{};  ///< Empty: delivered.
};

/// Where a delivered record is, as an owning value.
struct DeliveryReport {
  std::string topic{};
  std::int32_t partition = -1;
  std::int64_t offset = -1;
  Timestamp timestamp = -1;
  Persisted persisted = Persisted::yes;
  std::chrono::microseconds latency{-1};
  std::uint64_t tag = 0;
};
/// The report as a value that outlives the handler; the error, if the record was not delivered.
[[nodiscard]] KPP_API Result<DeliveryReport> to_report(const Delivery& delivery);

/// Gets the reports as they come, many at a time.
using DeliveryBatchHandler = std::function<void(std::span<const Delivery> batch)>;
/// Gets the report of one record.
using DeliveryHandler = std::function<void(const Delivery& delivery)>;

/// What a partitioner is asked: where does this record go?
class KPP_API PartitionQuery {
 public:
  [[nodiscard]] std::string_view topic() const noexcept { return topic_; }
  /// Null is not empty, as in the record.
  [[nodiscard]] std::optional<std::string_view> key() const noexcept { return key_; }
  /// How many partitions the topic has now: the answer is 0 to `partitions()` - 1.
  [[nodiscard]] std::int32_t partitions() const noexcept { return partitions_; }
  /// Whether the partition has a leader, which can take the record at once.
  [[nodiscard]] bool available(std::int32_t partition) const noexcept;

 private:
  friend struct PartitionQueryAccess;
  PartitionQuery() = default;
  std::string_view topic_;
  std::optional<std::string_view> key_;
  std::int32_t partitions_ = 0;
  const void* native_ = nullptr;
};

/// Chooses the partition of a record that names none:
///
///     kpp::ProducerOptions options;
///     options.partitioner = [](const kpp::PartitionQuery& query) -> std::int32_t {
///       const bool urgent = query.key() && query.key()->starts_with("urgent");
///       return urgent ? 0 : query.partitions() - 1;
///     };
///
/// It runs inside `send`, or on a thread of the client while the topic's partitions are not known yet, and for several
/// records at the same time: it must be quick, share nothing unguarded, and not call the producer. It may be asked more than
/// once about one record. The views of the query are valid during the call only. An exception, or an answer out of range, fails the record with
/// `unknown_topic_or_partition` and the exception's text, and counts in `handler_failures`.
using Partitioner = std::function<std::int32_t(const PartitionQuery& query)>;

struct ProducerOptions {
  /// Called for every record, in batches. Costs less than a handler for each record.
  DeliveryBatchHandler on_delivery{};
  /// Called for those records that were not delivered, in batches. The others, which are counted all the same, cost
  /// nothing then.
  DeliveryBatchHandler on_failure{};
  /// Whether reports tell the latency. It costs a look at the clock for each record; without it, it is -1.
  bool measure_latency = true;
  /// Instead of the property `partitioner`, which must not be set then. It is asked about each record, keyless ones too:
  /// with it, `sticky.partitioning.linger.ms` is 0 unless set, since librdkafka would otherwise choose one partition for
  /// all keyless records of a batch by itself.
  Partitioner partitioner{};
  ErrorSink on_error{};
  LogSink on_log{};
  StatisticsSink on_statistics{};
  /// How long `send` may wait while the queue is full. Default: `max.block.ms` of the
  /// configuration, else 60 s.
  std::optional<Timeout> max_block{};
  /// How long the destructor may wait for records that are still under way, if `close` was not
  /// called.
  Timeout close_timeout = std::chrono::seconds(10);
};

/// What became of all records that a producer ever accepted.
struct CloseReport {
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t purged = 0;  ///< Given up by `close`, because its time was over, or by `purge`.
  /// The last connection error, if any: mostly why records were purged.
  std::optional<Error> last_error{};

  [[nodiscard]] bool all_delivered() const noexcept { return failed == 0 && purged == 0; }
};

struct ProducerCounters {
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t purged = 0;
  std::uint64_t handler_failures = 0;

  [[nodiscard]] std::uint64_t outstanding() const noexcept {
    return accepted - delivered - failed - purged;
  }
};

class KPP_API Producer {
 public:
  /// Makes a producer. Nothing is connected yet: an unreachable broker shows in `check_connection`,
  /// `on_error` and the delivery reports, not here. A bad configuration is `invalid_config_value`
  /// with the property's name.
  [[nodiscard]] static Result<Producer> create(const Config& config, ProducerOptions options = {});

  Producer(Producer&& other) noexcept;
  /// The producer that is replaced is closed as by its destructor.
  Producer& operator=(Producer&& other) noexcept;
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;
  /// `close(options.close_timeout)`; says what was lost to the log sink.
  ~Producer();

  /// Queues a record, waiting while the queue is full, at most `max_block`; then `queue_full`.
  /// On success the record's value is gone (its buffer now belongs to the client); topic, key and
  /// headers are left as they were, so that a record can be filled again without allocating. On
  /// failure the record is untouched.
  [[nodiscard]] Result<void> send(Record&& record, DeliveryHandler handler = {});
  /// The same for bytes of the caller's, which are copied.
  [[nodiscard]] Result<void> send(const RecordView& record, DeliveryHandler handler = {});

  /// Never waits. A full queue is `queue_full`, and the record is untouched.
  [[nodiscard]] Result<void> try_send(Record& record, DeliveryHandler handler = {});
  [[nodiscard]] Result<void> try_send(const RecordView& record, DeliveryHandler handler = {});

  /// Queues and waits for the outcome. `timed_out` means only that it is not known yet: the record
  /// stays queued.
  [[nodiscard]] Result<DeliveryReport> send_sync(Record&& record, Timeout timeout);

  /// Queues as `send` does; the future gets the outcome, an `Error` if it could not even be queued.
  [[nodiscard]] std::future<Result<DeliveryReport>> send_future(Record&& record);

  /// Queues records in order until one cannot be, waiting while the queue is full. Returns how many
  /// were queued: fewer than given when `max_block` passed or a record was refused (`why` then says
  /// so, if given).
  std::size_t send_batch(std::span<Record> records, Error* why = nullptr);
  std::size_t send_batch(std::span<const RecordView> records, Error* why = nullptr);

  /// Waits until every record accepted before the call is reported and its handler has run. Ends
  /// lingering, so that nothing waits for its batch to fill.
  [[nodiscard]] Result<void> flush(Timeout timeout);

  /// Gives up everything that is queued and, if asked, what is on its way. The reports say
  /// `purged`.
  [[nodiscard]] Result<void> purge(bool in_flight = true);

  /// Refuses new records, flushes within `timeout`, gives up the rest, runs every remaining
  /// handler, and releases the client. A later call returns the same report at once. From a
  /// handler: nothing is closed, and the report is that of the moment.
  CloseReport close(Timeout timeout);

  /// The topic's partitions. Like Java's, it may create the topic where the broker's
  /// `auto.create.topics.enable` says so.
  [[nodiscard]] Result<std::vector<PartitionInfo>> partitions_for(std::string_view topic,
                                                                  Timeout timeout);

  /// Succeeds once a broker has answered; fails as soon as it is clear that none will (refused by
  /// all addresses for about a second, TLS or login rejected), at the latest after `timeout`, with
  /// the reason as the error.
  [[nodiscard]] Result<void> check_connection(Timeout timeout);

  /// The last connection error that was not followed by a successful answer, for telling a user why
  /// nothing moves.
  [[nodiscard]] std::optional<Error> last_transport_error() const;

  /// `Config::warnings_for(ClientKind::producer)` of the configuration it was made from.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept;

  /// Every setting in effect, what Kafka and librdkafka have as defaults included, by the names that `Config` stores them
  /// under; secrets as "[hidden]", and what is not set is absent. For showing to people: `closed` once it is.
  [[nodiscard]] Result<std::map<std::string, std::string>> settings() const;

  [[nodiscard]] ProducerCounters counters() const noexcept;

 private:
  friend class client::TransactionManager;  // a transactional producer has a producer inside
  class KPP_LOCAL Impl;
  explicit Producer(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// The partition that Java's default partitioner chooses for a key: murmur2 of its bytes, modulo
/// `partitions` (which must be positive). For programs that must know where a key goes without
/// asking a broker.
[[nodiscard]] KPP_API std::int32_t partition_for_key(std::string_view key,
                                                     std::int32_t partitions) noexcept;

}  // namespace kpp
