#pragma once
/// \file
/// What a client says outside of its calls: log lines, connection errors, and statistics.
///
///     kpp::ProducerOptions options;
///     options.on_error = [](const kpp::Error& error) { std::cerr << error.to_string() << '\n'; };
///     options.on_log = [](kpp::LogLevel, std::string_view facility, std::string_view text) {
///       std::clog << facility << ": " << text << '\n';
///     };
///
/// The library itself never prints: without a sink, log lines are dropped.
///
/// Statistics come as text and are parsed only where a program asks for their fields:
///
///     kpp::ConsumerOptions options;  // and in the configuration: statistics.interval.ms=5000
///     options.on_statistics = [](std::string_view json) {
///       kpp::Result<kpp::Statistics> now = kpp::Statistics::parse(json);
///       if (now && now->total_lag() > 100000) std::cerr << now->raw_json() << '\n';
///     };
///
/// How many records were sent, delivered, failed or read is known without them, at any time: `Producer::counters()` and
/// `Consumer::counters()`.
///
/// Which librdkafka a program has got belongs into a report of trouble:
///
///     std::cerr << "kpp " << kpp::version() << ", librdkafka " << kpp::librdkafka_version() << '\n';
///
/// Threads: a producer's sinks run on its event thread, a consumer's on the thread that is inside
/// one of its calls. They are never called with a lock of the client held, so a sink may call the
/// client again where the client's own rules allow it. An exception that leaves a sink is caught
/// and counted (`handler_failures`).

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"
#include "kpp/version.hpp"

namespace kpp {

/// "2.8.0": of the librdkafka in use. Any thread; nothing can fail.
[[nodiscard]] KPP_API std::string_view librdkafka_version() noexcept;

/// Severity as syslog numbers it; smaller is worse.
enum class LogLevel {
  emergency = 0,
  alert = 1,
  critical = 2,
  error = 3,
  warning = 4,
  notice = 5,
  info = 6,
  debug = 7,
};

/// Gets one line of the client's log. Both views are valid during the call only.
using LogSink =
    std::function<void(LogLevel level, std::string_view facility, std::string_view text)>;

/// Gets the client's own statistics every `statistics.interval.ms` (which must be set): a JSON object
/// as librdkafka documents it in STATISTICS.md. The view is valid during the call only.
/// `Statistics::parse` reads it.
using StatisticsSink = std::function<void(std::string_view json)>;

/// Gets errors that belong to no call: a broker that cannot be reached, a rejected login, a fatal
/// client error. Most of them heal by themselves; `Error::fatal()` tells the one that does not.
using ErrorSink = std::function<void(const Error& error)>;

/// What was measured since the statistics before. The unit stands where the window is used.
struct WindowStatistics {
  std::int64_t count = 0;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t mean = 0;
  std::int64_t sum = 0;
  std::int64_t standard_deviation = 0;
  std::int64_t p50 = 0;
  std::int64_t p75 = 0;
  std::int64_t p90 = 0;
  std::int64_t p95 = 0;
  std::int64_t p99 = 0;
  std::int64_t p99_99 = 0;
  std::int64_t out_of_range = 0;  ///< Values too large for the percentiles.
};

/// The client's connection to one broker. Counts grow from the client's start.
struct BrokerStatistics {
  std::string name;  ///< "host:port/id"; "GroupCoordinator" is the connection for group requests.
  std::int32_t node_id = -1;  ///< -1 for an address of `bootstrap.servers`.
  std::string address;        ///< "host:port"
  std::string source;         ///< "configured", "learned", "internal" or "logical"
  std::string state;  ///< "UP" where requests can be sent; "INIT", "DOWN", "TRY_CONNECT", ...
  std::chrono::microseconds state_age{0};
  std::int64_t requests_waiting = 0;    ///< Not sent yet.
  std::int64_t requests_in_flight = 0;  ///< Sent and not answered yet.
  std::int64_t messages_waiting = 0;
  std::int64_t messages_in_flight = 0;
  std::int64_t requests_sent = 0;
  std::int64_t bytes_sent = 0;
  std::int64_t send_errors = 0;
  std::int64_t retries = 0;
  std::int64_t timeouts = 0;
  std::int64_t responses = 0;
  std::int64_t bytes_received = 0;
  std::int64_t receive_errors = 0;
  std::int64_t connects = 0;  ///< Attempts, also those that failed.
  std::int64_t disconnects = 0;
  /// Sent, by librdkafka's name of the request ("Produce", "ApiVersion"); without those never sent.
  std::map<std::string, std::int64_t> requests;
  WindowStatistics queue_time;  ///< Microseconds that records waited in the producer's queue.
  WindowStatistics send_time;   ///< Microseconds that requests waited to be sent.
  WindowStatistics round_trip;  ///< Microseconds from request to response.
  WindowStatistics throttle;    ///< Milliseconds that the broker held answers back, by quota.
};

/// One partition. Offsets are empty where the client does not know them (yet).
struct PartitionStatistics {
  /// -1: a producer's queue for records whose partition is not chosen yet.
  std::int32_t partition = -1;
  std::int32_t leader = -1;
  std::int32_t broker = -1;  ///< The one that is read from: a follower where KIP-392 is used.
  std::string fetch_state;   ///< "active" while it is read.
  std::int64_t queued_messages = 0;  ///< To be sent.
  std::int64_t queued_bytes = 0;
  std::int64_t messages_in_flight = 0;
  std::int64_t fetched_messages = 0;  ///< Read ahead and not handed out by `poll` yet.
  std::int64_t fetched_bytes = 0;
  std::int64_t messages_sent = 0;
  std::int64_t bytes_sent = 0;
  std::int64_t messages_received = 0;
  std::int64_t bytes_received = 0;
  std::optional<std::int64_t> next_offset;    ///< Asked for next.
  std::optional<std::int64_t> position;       ///< After the last record that was handed out.
  std::optional<std::int64_t> stored_offset;  ///< To be committed.
  std::optional<std::int64_t> committed_offset;
  std::optional<std::int64_t> begin_offset;
  std::optional<std::int64_t> end_offset;  ///< High watermark.
  /// Where a reader of committed transactions stops (KIP-98).
  std::optional<std::int64_t> last_stable_offset;
  std::optional<std::int64_t> lag;         ///< Records after the committed offset.
  std::optional<std::int64_t> stored_lag;  ///< Records after the stored offset.
};

struct TopicStatistics {
  std::string topic;
  std::chrono::milliseconds metadata_age{0};
  WindowStatistics batch_bytes;    ///< Bytes a batch.
  WindowStatistics batch_records;  ///< Records a batch.
  std::vector<PartitionStatistics> partitions;
};

/// The consumer's membership in its group.
struct GroupStatistics {
  std::string state;       ///< "up" when the coordinator is known.
  std::string join_state;  ///< "steady" when partitions are assigned and read.
  std::chrono::milliseconds state_age{0};
  std::chrono::milliseconds rebalance_age{0};
  std::int64_t rebalances = 0;
  std::string rebalance_reason;
  std::int64_t assigned_partitions = 0;
};

/// The idempotent or transactional producer's identity (KIP-98).
struct ProducerIdStatistics {
  std::string state;              ///< "Assigned" when records can be sent.
  std::string transaction_state;  ///< "Init" without transactions.
  std::int64_t producer_id = -1;
  std::int32_t producer_epoch = -1;
  std::int64_t ids_taken = 0;
};

/// A client's own account of itself. A plain value; a field that this client or this version of librdkafka does not
/// fill keeps its default.
struct KPP_API Statistics {
  std::string client_name;  ///< "client.id#consumer-1"
  std::string client_id;
  std::string type;  ///< "producer" or "consumer"
  std::chrono::sys_seconds time{};
  std::chrono::microseconds client_age{0};
  /// For the program to call `poll`, or for the producer's handlers.
  std::int64_t events_waiting = 0;
  std::int64_t queued_messages = 0;
  std::int64_t queued_bytes = 0;
  std::int64_t queue_limit_messages = 0;
  std::int64_t queue_limit_bytes = 0;
  std::int64_t requests_sent = 0;
  std::int64_t bytes_sent = 0;
  std::int64_t responses = 0;
  std::int64_t bytes_received = 0;
  std::int64_t messages_sent = 0;
  std::int64_t message_bytes_sent = 0;
  std::int64_t messages_received = 0;
  std::int64_t message_bytes_received = 0;
  std::vector<BrokerStatistics> brokers;
  std::vector<TopicStatistics> topics;
  std::optional<GroupStatistics> group;             ///< Of a consumer with `group.id`.
  std::optional<ProducerIdStatistics> producer_id;  ///< Of an idempotent producer.

  /// `invalid_argument` with the place if the text is not a JSON object.
  [[nodiscard]] static Result<Statistics> parse(std::string_view json);
  /// The text that was parsed, with the fields that have no member here.
  [[nodiscard]] const std::string& raw_json() const noexcept { return raw_json_; }

  /// Null if there is no such broker or partition. Valid as long as this object is unchanged.
  [[nodiscard]] const BrokerStatistics* broker(std::int32_t node_id) const noexcept;
  [[nodiscard]] const PartitionStatistics* partition(
      const TopicPartition& partition) const noexcept;
  /// The sum of all lags that are known.
  [[nodiscard]] std::int64_t total_lag() const noexcept;

 private:
  std::string raw_json_;
};

}  // namespace kpp
