#pragma once
/// \file
/// `testing::MockCluster`: brokers inside the test's own process, whose faults the test decides.
///
///     kpp::Result<kpp::testing::MockCluster> cluster = kpp::testing::MockCluster::create(3);
///     if (!cluster) return complain(cluster.error());
///     cluster->create_topic("orders", 4);
///     cluster->fail_next(kpp::testing::Api::produce, kpp::ErrorCode::not_leader_or_follower);
///
///     kpp::Result<kpp::Producer> producer = kpp::Producer::create(cluster->config());
///     auto sent = producer->send_sync({.topic = "orders", .value = "one"}, std::chrono::seconds(10));
///     // `sent` holds a value: the producer tried once more. So the broker was asked twice:
///     assert(cluster->request_count(kpp::testing::Api::produce) == 2);
///
/// Clients reach it over real sockets on the loopback address, so what runs in the test is the client's whole
/// code. Link `kpp::testing`; nothing else is needed, no broker and no Java.
///
/// **What it does:** produce and fetch with idempotence and transactions, metadata with creation of unknown topics
/// (four partitions), groups of both protocols (KIP-848 included), committed offsets, offsets by time. Broker ids
/// are 1, 2, ...
///
/// **What it does not:** requests of `kpp::Admin` beyond metadata, TLS and login, retention, compaction and isolation:
/// what an aborted transaction wrote can be read. It keeps everything in memory, of each partition the newest 5 MB.
/// It is librdkafka's mock, whose makers do not promise that it stays as it is.
///
/// **Threads:** any method from any thread; a fault holds for requests that reach the broker after the call. Destroy
/// the clients before the cluster, or they see their brokers die.
///
/// **Errors:** `invalid_argument` for a number out of range, else the code that the mock gives (`broker_not_available`
/// for an unknown broker, `topic_already_exists`, `unknown_topic_or_partition`). Unlike elsewhere a result may be left
/// alone: a step that a test gets wrong shows in what it checks.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/types.hpp"

namespace kpp::testing {

/// Kafka's requests that the mock answers, with their numbers in the protocol
/// (https://kafka.apache.org/protocol#protocol_api_keys).
enum class Api : std::int16_t {
  produce = 0,
  fetch = 1,
  list_offsets = 2,
  metadata = 3,
  offset_commit = 8,
  offset_fetch = 9,
  find_coordinator = 10,
  join_group = 11,
  heartbeat = 12,
  leave_group = 13,
  sync_group = 14,
  api_versions = 18,
  init_producer_id = 22,
  offset_for_leader_epoch = 23,
  add_partitions_to_txn = 24,
  add_offsets_to_txn = 25,
  end_txn = 26,
  txn_offset_commit = 28,
  consumer_group_heartbeat = 68,
  get_telemetry_subscriptions = 71,
  push_telemetry = 72,
};

/// A request that reached a broker.
struct MockRequest {
  Api api{};
  std::int32_t broker = -1;
  /// By a clock that only moves forward, from an unnamed beginning: subtract two of them.
  std::chrono::microseconds received{0};
};

class KPP_API MockCluster {
 public:
  /// Starts brokers 1 to `brokers` on free ports of 127.0.0.1. A new group waits for no further members
  /// (`group.initial.rebalance.delay.ms=0`).
  [[nodiscard]] static Result<MockCluster> create(int brokers = 1);

  MockCluster(MockCluster&& other) noexcept;
  MockCluster& operator=(MockCluster&& other) noexcept;
  MockCluster(const MockCluster&) = delete;
  MockCluster& operator=(const MockCluster&) = delete;
  ~MockCluster();

  /// "127.0.0.1:40001,127.0.0.1:40002"
  [[nodiscard]] std::string bootstrap() const;
  /// A configuration with `bootstrap.servers`, for a producer or a consumer without a group.
  [[nodiscard]] Config config() const;
  /// The same for a member of a group that reads from the beginning, with session and heartbeat times that suit a test.
  [[nodiscard]] Config group_config(std::string_view group) const;

  Result<void> create_topic(const std::string& name, int partitions = 1,
                            int replication_factor = 1);
  /// Every request about the topic is answered with this error, until `ErrorCode::none` is set.
  Result<void> set_topic_error(const std::string& name, ErrorCode error);
  /// The partition's leader is this broker now; -1: it has none.
  Result<void> set_leader(const TopicPartition& partition, std::int32_t broker);
  /// The broker that answers for the group, until another is set.
  Result<void> set_group_coordinator(const std::string& group, std::int32_t broker);
  Result<void> set_transaction_coordinator(const std::string& transactional_id,
                                           std::int32_t broker);

  /// The next requests of this kind, whichever broker they reach, get these answers, one each; then all is well again.
  /// `ErrorCode::none` lets one through, `ErrorCode::connection_failed` closes the connection without an answer.
  Result<void> fail_next(Api api, std::initializer_list<ErrorCode> errors);
  Result<void> fail_next(Api api, ErrorCode error, int times = 1);
  /// The next request of this kind to this broker is answered only after this time, with the error or, for
  /// `ErrorCode::none`, as it should be.
  Result<void> answer_late(std::int32_t broker, Api api, Timeout after,
                           ErrorCode error = ErrorCode::none);
  /// Takes back what `fail_next` planned for this kind.
  void forget_failures(Api api);

  /// Cuts the broker's connections and refuses new ones until `set_up`. Its data stays. -1: every broker, here and in
  /// `delay` and `set_rack`.
  Result<void> set_down(std::int32_t broker);
  Result<void> set_up(std::int32_t broker);
  /// Every answer of the broker comes this much later.
  Result<void> delay(std::int32_t broker, Timeout by);
  /// `broker.rack`, for clients with `client.rack` (KIP-392).
  Result<void> set_rack(std::int32_t broker, const std::string& rack);
  /// Which versions of a request the brokers speak from the next connection on: an older Kafka.
  /// -1 for `max`: they do not have it.
  Result<void> set_api_versions(Api api, std::int16_t min, std::int16_t max);
  /// How long the first rebalance of a new group waits for members.
  void set_initial_rebalance_delay(Timeout delay);

  /// All requests since the start, or since `forget_requests`, oldest first.
  [[nodiscard]] std::vector<MockRequest> requests() const;
  [[nodiscard]] std::size_t request_count(Api api) const;
  void forget_requests();

 private:
  struct KPP_LOCAL Impl;
  explicit MockCluster(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kpp::testing
