#pragma once
// Between our maps and librdkafka's lists of topic partitions.

#include <span>
#include <string>
#include <vector>

#include "client/rdkafka.hpp"
#include "kpp/consumer.hpp"
#include "kpp/error.hpp"

namespace kpp::client {

[[nodiscard]] PartitionListPtr make_list(std::span<const TopicPartition> partitions);
[[nodiscard]] PartitionListPtr make_list(const Offsets& offsets);

[[nodiscard]] inline std::span<rd_kafka_topic_partition_t> elements(
    rd_kafka_topic_partition_list_t& list) noexcept {
  return {list.elems, static_cast<std::size_t>(list.cnt)};
}
[[nodiscard]] inline std::span<const rd_kafka_topic_partition_t> elements(
    const rd_kafka_topic_partition_list_t& list) noexcept {
  return {list.elems, static_cast<std::size_t>(list.cnt)};
}

[[nodiscard]] std::vector<TopicPartition> partitions_of(
    const rd_kafka_topic_partition_list_t& list);
/// Entries without an offset are left out.
[[nodiscard]] Offsets offsets_of(const rd_kafka_topic_partition_list_t& list);
/// The first entry with an error decides.
[[nodiscard]] Result<void> first_error(const rd_kafka_topic_partition_list_t& list);

}  // namespace kpp::client
