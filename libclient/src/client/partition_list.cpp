#include "client/partition_list.hpp"

#include <utility>

#include "client/rd_error.hpp"

namespace kpp::client {

PartitionListPtr make_list(std::span<const TopicPartition> partitions) {
  PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const TopicPartition& partition : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), partition.topic.c_str(), partition.partition);
  }
  return list;
}

PartitionListPtr make_list(const Offsets& offsets) {
  PartitionListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
  for (const auto& [partition, committed] : offsets) {
    rd_kafka_topic_partition_t* entry =
        rd_kafka_topic_partition_list_add(list.get(), partition.topic.c_str(), partition.partition);
    entry->offset = committed.offset;
    if (committed.leader_epoch) {
      rd_kafka_topic_partition_set_leader_epoch(entry, *committed.leader_epoch);
    }
    if (!committed.metadata.empty()) {
      // librdkafka frees it with free().
      entry->metadata = rd_kafka_mem_malloc(nullptr, committed.metadata.size());
      committed.metadata.copy(static_cast<char*>(entry->metadata), committed.metadata.size());
      entry->metadata_size = committed.metadata.size();
    }
  }
  return list;
}

std::vector<TopicPartition> partitions_of(const rd_kafka_topic_partition_list_t& list) {
  std::vector<TopicPartition> result;
  result.reserve(static_cast<std::size_t>(list.cnt));
  for (const auto& entry : elements(list)) result.push_back({entry.topic, entry.partition});
  return result;
}

Offsets offsets_of(const rd_kafka_topic_partition_list_t& list) {
  Offsets result;
  for (const auto& entry : elements(list)) {
    if (entry.offset < 0) continue;
    OffsetAndMetadata offset{entry.offset, std::nullopt, {}};
    const std::int32_t epoch = rd_kafka_topic_partition_get_leader_epoch(&entry);
    if (epoch >= 0) offset.leader_epoch = epoch;
    if (entry.metadata != nullptr) {
      offset.metadata.assign(static_cast<const char*>(entry.metadata), entry.metadata_size);
    }
    result.insert_or_assign({entry.topic, entry.partition}, std::move(offset));
  }
  return result;
}

Result<void> first_error(const rd_kafka_topic_partition_list_t& list) {
  for (const auto& entry : elements(list)) {
    if (entry.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return fail(make_error(entry.err).with_partition(entry.topic, entry.partition));
    }
  }
  return {};
}

}  // namespace kpp::client
