#include "client/custom_partitioner.hpp"

#include <exception>
#include <limits>

namespace kpp {

struct PartitionQueryAccess {
  static PartitionQuery make(const rd_kafka_topic_t* topic, std::optional<std::string_view> key,
                             std::int32_t partitions) noexcept {
    PartitionQuery query;
    query.topic_ = rd_kafka_topic_name(topic);
    query.key_ = key;
    query.partitions_ = partitions;
    query.native_ = topic;
    return query;
  }
};

bool PartitionQuery::available(std::int32_t partition) const noexcept {
  if (partition < 0 || partition >= partitions_) return false;
  return rd_kafka_topic_partition_available(static_cast<const rd_kafka_topic_t*>(native_),
                                            partition) != 0;
}

namespace client {
namespace {

// Beyond any topic: librdkafka refuses the record. -1 would have it ask again without end.
constexpr std::int32_t refused = std::numeric_limits<std::int32_t>::max();

}  // namespace

void CustomPartitioner::install(rd_kafka_conf_t* conf) {
  rd_kafka_topic_conf_t* topics = rd_kafka_conf_get_default_topic_conf(conf);
  rd_kafka_topic_conf_set_opaque(topics, this);
  rd_kafka_topic_conf_set_partitioner_cb(topics, &CustomPartitioner::choose);
}

std::string CustomPartitioner::last_failure() const {
  const std::lock_guard lock(mutex_);
  return last_failure_;
}

std::int32_t CustomPartitioner::choose(const rd_kafka_topic_t* topic, const void* key,
                                       std::size_t key_size, std::int32_t partitions, void* self,
                                       void* /*record*/) noexcept {
  auto& partitioner = *static_cast<CustomPartitioner*>(self);
  std::optional<std::string_view> bytes;
  if (key != nullptr) bytes.emplace(static_cast<const char*>(key), key_size);
  try {
    const std::int32_t chosen =
        partitioner.choose_(PartitionQueryAccess::make(topic, bytes, partitions));
    if (chosen >= 0 && chosen < partitions) return chosen;
    partitioner.note_failure("the partitioner chose partition " + std::to_string(chosen) + " of " +
                             std::to_string(partitions));
  } catch (const std::exception& thrown) {
    partitioner.note_failure(std::string("the partitioner threw: ") + thrown.what());
  } catch (...) {
    partitioner.note_failure("the partitioner threw something that is no std::exception");
  }
  return refused;
}

void CustomPartitioner::note_failure(std::string why) noexcept {
  failures_.fetch_add(1);
  const std::lock_guard lock(mutex_);
  last_failure_ = std::move(why);
}

}  // namespace client
}  // namespace kpp
