#pragma once
// A partitioner of the user's behind librdkafka's callback. The one thing that is user-written and runs inside a call of
// librdkafka: only there is it known how many partitions a topic has without waiting for it. So nothing may leave it.

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

#include "client/rdkafka.hpp"
#include "kpp/producer.hpp"

namespace kpp::client {

class CustomPartitioner {
 public:
  explicit CustomPartitioner(Partitioner choose) : choose_(std::move(choose)) {}

  /// For every topic of the client that is made from this configuration. This object must live as long as the client.
  void install(rd_kafka_conf_t* conf);

  [[nodiscard]] std::uint64_t failures() const noexcept { return failures_.load(); }
  /// Why the last record without a partition has none; empty if nothing failed yet.
  [[nodiscard]] std::string last_failure() const;

 private:
  static std::int32_t choose(const rd_kafka_topic_t* topic, const void* key, std::size_t key_size,
                             std::int32_t partitions, void* self, void* record) noexcept;
  void note_failure(std::string why) noexcept;

  Partitioner choose_;
  std::atomic<std::uint64_t> failures_{0};
  mutable std::mutex mutex_;
  std::string last_failure_;
};

}  // namespace kpp::client
