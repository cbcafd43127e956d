#include "cmd/console_consumer/places.hpp"

#include <algorithm>
#include <chrono>

namespace kpp::tools::console_consumer {
namespace {

constexpr std::chrono::seconds patience{10};

}  // namespace

bool is_unknown_topic(const Result<std::vector<PartitionInfo>>& partitions) {
  return partitions ? partitions->empty()
                    : partitions.error().code() == ErrorCode::unknown_topic_or_partition;
}

Error does_not_exist(const std::string& topic) {
  return {ErrorCode::unknown_topic_or_partition, "Topic '" + topic + "' does not exist"};
}

Result<std::vector<TopicPartition>> partitions_of(Consumer& consumer, const std::string& topic,
                                                  const std::vector<std::int32_t>& named) {
  std::vector<TopicPartition> partitions;
  partitions.reserve(named.size());
  for (const std::int32_t partition : named) partitions.push_back({topic, partition});
  if (!named.empty()) return partitions;
  const auto infos = consumer.partitions_for(topic, patience);
  if (is_unknown_topic(infos)) return tl::unexpected(does_not_exist(topic));
  if (!infos) return tl::unexpected(infos.error());
  for (const PartitionInfo& info : *infos) partitions.push_back({topic, info.partition});
  return partitions;
}

Result<OffsetOf> offsets_at(Consumer& consumer, const std::vector<TopicPartition>& partitions,
                            const Moment& moment) {
  if (moment.kind == Moment::Kind::earliest) return consumer.begin_offsets(partitions, patience);
  auto offsets = consumer.end_offsets(partitions, patience);
  if (!offsets || moment.kind == Moment::Kind::end) return offsets;
  if (moment.kind == Moment::Kind::offset) {
    const auto begins = consumer.begin_offsets(partitions, patience);
    if (!begins) return tl::unexpected(begins.error());
    for (auto& [partition, end] : *offsets)
      end = std::clamp(moment.value, std::min(begins->at(partition), end), end);
    return offsets;
  }
  std::map<TopicPartition, Timestamp> times;
  for (const TopicPartition& partition : partitions)
    times.emplace(partition, std::max<Timestamp>(moment.value, 0));
  const auto found = consumer.offsets_for(times, patience);
  if (!found) return tl::unexpected(found.error());
  for (const auto& [partition, place] : *found)
    if (place.offset >= 0) (*offsets)[partition] = place.offset;
  return offsets;
}

}  // namespace kpp::tools::console_consumer
