#pragma once
// What the mock tests share: a cluster, clients of it, and failing where a step that must work does not.

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kpp/config.hpp"
#include "kpp/consumer.hpp"
#include "kpp/producer.hpp"
#include "kpp/testing.hpp"

namespace kpp::test {

using testing::Api;

/// The value, or a failed test that shows the error.
template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().to_string());
  return *std::move(result);
}
inline void must(const Result<void>& result) {
  if (!result) FAIL(result.error().to_string());
}

/// `testing::MockCluster`, made in one word, with configurations in one call.
class MockCluster : public testing::MockCluster {
 public:
  using Properties = std::initializer_list<std::pair<std::string, std::string>>;

  explicit MockCluster(int brokers = 1) : testing::MockCluster(must(create(brokers))) {}

  [[nodiscard]] Config config(Properties more = {}) const;
  [[nodiscard]] Config group_config(const std::string& group, Properties more = {}) const;
};

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
