#include "client/sticky_partitioner.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <optional>
#include <string>

namespace kpp::client {
namespace {

constexpr std::string_view linger_key = "sticky.partitioning.linger.ms";
constexpr std::chrono::milliseconds longest_linger{900000};

/// In steps of a few milliseconds, at a fraction of the exact clock's price. It wraps, so only differences count.
std::uint32_t coarse_milliseconds() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::uint32_t>(now.tv_sec) * 1000U +
         static_cast<std::uint32_t>(now.tv_nsec / 1'000'000);
}

/// Nothing where it is no number in its range, which is librdkafka's to refuse.
std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || number < 0 || number > static_cast<double>(longest_linger.count()))
    return std::nullopt;
  return number;
}

/// As librdkafka has it: twice `linger.ms`, unless it is set. Zero for none.
std::chrono::milliseconds linger_of(const RdConfig& rd) {
  if (rd.has(linger_key)) {
    const auto set = number_of(rd.value_or(linger_key, ""));
    return std::chrono::milliseconds(static_cast<std::int64_t>(set.value_or(0)));
  }
  const auto linger =
      number_of(rd.value_or("linger.ms", rd.value_or("queue.buffering.max.ms", "5")));
  const std::chrono::milliseconds twice(static_cast<std::int64_t>(2 * linger.value_or(0)));
  return std::min(twice, longest_linger);
}

/// Any partition, or one after it that has a leader. Of a topic in ruins not all are asked about.
std::int32_t another(const rd_kafka_topic_t* topic, std::int32_t partitions) noexcept {
  const std::int32_t any =
      rd_kafka_msg_partitioner_random(topic, nullptr, 0, partitions, nullptr, nullptr);
  for (std::int32_t i = 0; i < std::min(partitions, 16); ++i) {
    const std::int32_t next = (any + i) % partitions;
    if (rd_kafka_topic_partition_available(topic, next) != 0) return next;
  }
  return any;
}

}  // namespace

std::shared_ptr<StickyPartitioner> StickyPartitioner::instead_of(RdConfig& rd) {
  if (rd.value_or("partitioner", "") != "murmur2_random") return nullptr;
  const auto linger = linger_of(rd);
  if (linger.count() <= 0) return nullptr;
  rd.set(linger_key, "0", linger_key);
  return std::make_shared<StickyPartitioner>(linger);
}

void StickyPartitioner::install(rd_kafka_conf_t* conf) {
  rd_kafka_topic_conf_t* topics = rd_kafka_conf_get_default_topic_conf(conf);
  rd_kafka_topic_conf_set_opaque(topics, this);
  rd_kafka_topic_conf_set_partitioner_cb(topics, &StickyPartitioner::choose);
}

std::int32_t StickyPartitioner::choose(const rd_kafka_topic_t* topic, const void* key,
                                       std::size_t key_size, std::int32_t partitions, void* self,
                                       void* record) noexcept {
  if (partitions == 1) return 0;
  if (key == nullptr) {
    return static_cast<StickyPartitioner*>(self)->stay_or_move(topic, partitions);
  }
  return rd_kafka_msg_partitioner_murmur2_random(topic, key, key_size, partitions, self, record);
}

std::int32_t StickyPartitioner::stay_or_move(const rd_kafka_topic_t* topic,
                                             std::int32_t partitions) noexcept {
  // Fibonacci hashing: the highest bits of the product depend on all of the address.
  const std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(topic) * 0x9E3779B97F4A7C15U;
  Place& place = places_[mixed >> (64U - places_bits)];
  const std::uint32_t now = coarse_milliseconds();
  const std::int32_t here = place.partition.load(std::memory_order_relaxed);
  const bool there_is_one = here >= 0 && here < partitions;
  if (there_is_one && now == place.checked.load(std::memory_order_relaxed)) return here;
  if (there_is_one && now - place.since.load(std::memory_order_relaxed) < linger_.count() &&
      rd_kafka_topic_partition_available(topic, here) != 0) {
    place.checked.store(now, std::memory_order_relaxed);
    return here;
  }
  const std::int32_t next = another(topic, partitions);
  place.partition.store(next, std::memory_order_relaxed);
  place.since.store(now, std::memory_order_relaxed);
  place.checked.store(now, std::memory_order_relaxed);
  return next;
}

}  // namespace kpp::client
