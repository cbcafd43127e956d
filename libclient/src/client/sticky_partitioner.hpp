#pragma once
// Records without a key go to one partition for a while, then to another (KIP-480). librdkafka does this, too, but reads the
// clock twice for each record and takes the partition's lock to see whether it has a leader, even where a topic has one
// partition only: a tenth of what a small record costs. Here a coarse clock is enough, and the leader is looked for when
// it has moved on. Records with a key go where librdkafka's `murmur2_random` would put them.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "client/rd_config.hpp"
#include "client/rdkafka.hpp"

namespace kpp::client {

class StickyPartitioner {
 public:
  explicit StickyPartitioner(std::chrono::milliseconds linger) : linger_(linger) {}

  /// In librdkafka's place, if the configuration leaves the choice to `murmur2_random` and lets it stick to a partition. Takes
  /// librdkafka's own stickiness out of the configuration then. Null where another partitioner was asked for.
  [[nodiscard]] static std::shared_ptr<StickyPartitioner> instead_of(RdConfig& rd);

  /// For every topic of the client that is made from this configuration. This object must live as long as the client.
  void install(rd_kafka_conf_t* conf);

  /// How long it stays at a partition: `sticky.partitioning.linger.ms`.
  [[nodiscard]] std::chrono::milliseconds linger() const noexcept { return linger_; }

 private:
  /// Where records of a topic go now. Topics that share a place only change partitions more often. Several threads may
  /// write it at once: each value is one that a thread meant.
  struct Place {
    std::atomic<std::int32_t> partition{-1};
    std::atomic<std::uint32_t> since{0};    // milliseconds, from anywhere
    std::atomic<std::uint32_t> checked{0};  // when it was last seen to have a leader
  };

  static std::int32_t choose(const rd_kafka_topic_t* topic, const void* key, std::size_t key_size,
                             std::int32_t partitions, void* self, void* record) noexcept;
  std::int32_t stay_or_move(const rd_kafka_topic_t* topic, std::int32_t partitions) noexcept;

  static constexpr unsigned places_bits = 6;

  std::chrono::milliseconds linger_;
  std::array<Place, 1U << places_bits> places_{};
};

}  // namespace kpp::client
