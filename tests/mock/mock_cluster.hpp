#pragma once
// librdkafka's mock cluster with a C++ face: brokers on loopback whose faults the test decides.

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"

namespace kpp::test {

/// Numbers of Kafka's requests, as the protocol has them.
enum class Api : std::int16_t {
  produce = 0,
  fetch = 1,
  metadata = 3,
  offset_commit = 8,
  find_coordinator = 10,
  heartbeat = 12,
};

class MockCluster {
 public:
  explicit MockCluster(int brokers = 1);
  MockCluster(const MockCluster&) = delete;
  MockCluster& operator=(const MockCluster&) = delete;
  ~MockCluster();

  [[nodiscard]] std::string bootstrap() const;
  void create_topic(const std::string& name, int partitions);
  /// The next requests of this kind are answered with these errors, then all is well again.
  void fail_next(Api api, std::initializer_list<ErrorCode> errors);
  void fail_next(Api api, ErrorCode error, int times);
  void forget_failures(Api api);
  void set_down(int broker);
  void set_up(int broker);
  /// Every answer of the broker comes this much later.
  void delay(int broker, std::chrono::milliseconds by);
  void set_group_coordinator(const std::string& group, int broker);

  /// A configuration that reaches this cluster, with some more properties.
  [[nodiscard]] Config config(
      std::initializer_list<std::pair<std::string, std::string>> more = {}) const;
  /// The same for a member of a group that reads from the beginning and rebalances fast.
  [[nodiscard]] Config group_config(
      const std::string& group,
      std::initializer_list<std::pair<std::string, std::string>> more = {}) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The value, or a failed test that shows the error.
template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().to_string());
  return *std::move(result);
}
inline void must(const Result<void>& result) {
  if (!result) FAIL(result.error().to_string());
}

[[nodiscard]] Producer make_producer(const Config& config, ProducerOptions options = {});
[[nodiscard]] Consumer make_consumer(const Config& config, ConsumerOptions options = {});

/// Sends "0", "1", ... with the same text as key, and waits until all are delivered.
void fill(const MockCluster& cluster, const std::string& topic, int count, int partition = -1);

/// Polls until this many messages are there, or thirty seconds have passed. Values as text.
[[nodiscard]] std::vector<std::string> read(Consumer& consumer, std::size_t count);

/// What the group has committed for the partition; -1 for nothing. Asked by a client of its own.
[[nodiscard]] std::int64_t committed_offset(const MockCluster& cluster, const std::string& group,
                                            const TopicPartition& partition);

/// How long a call takes.
template <class Call>
std::chrono::milliseconds duration_of(Call&& call) {
  const auto begin = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

}  // namespace kpp::test
