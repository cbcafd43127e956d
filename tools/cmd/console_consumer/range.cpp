#include "cmd/console_consumer/range.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace kpp::tools::console_consumer {
namespace {

using std::chrono::seconds;
using OffsetOf = std::map<TopicPartition, std::int64_t>;

constexpr seconds patience{10};

Result<std::vector<TopicPartition>> partitions_of(Consumer& consumer, const std::string& topic,
                                                  std::optional<std::int32_t> partition) {
  if (partition) return std::vector<TopicPartition>{{topic, *partition}};
  const auto infos = consumer.partitions_for(topic, patience);
  if (!infos) return tl::unexpected(infos.error());
  if (infos->empty())
    return kpp::fail(ErrorCode::unknown_topic_or_partition, "Topic '" + topic + "' does not exist");
  std::vector<TopicPartition> partitions;
  for (const PartitionInfo& info : *infos) partitions.push_back({topic, info.partition});
  return partitions;
}

/// The first record that is not before `moment`, or where the next one will be.
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
  for (const TopicPartition& partition : partitions) times.emplace(partition, moment.value);
  const auto found = consumer.offsets_for(times, patience);
  if (!found) return tl::unexpected(found.error());
  for (const auto& [partition, place] : *found)
    if (place.offset >= 0) (*offsets)[partition] = place.offset;
  return offsets;
}

}  // namespace

Result<Range> Range::find(Consumer& consumer, const std::string& topic,
                          std::optional<std::int32_t> partition, const RangeSettings& settings) {
  const auto partitions = partitions_of(consumer, topic, partition);
  if (!partitions) return tl::unexpected(partitions.error());
  const auto look_up = [&](const std::optional<Moment>& moment) -> Result<std::optional<OffsetOf>> {
    if (!moment) return std::nullopt;
    return offsets_at(consumer, *partitions, *moment);
  };
  // The end first: what comes while the beginning is looked for is not part of it.
  const auto ends = look_up(settings.until);
  if (!ends) return tl::unexpected(ends.error());
  const auto begins = look_up(settings.from);
  if (!begins) return tl::unexpected(begins.error());

  Range range;
  if (*ends) range.ends_.emplace();
  for (const TopicPartition& each : *partitions) {
    const Position start = *begins ? Position::offset((*begins)->at(each))
                                   : settings.start.value_or(Position::committed());
    if (*ends) {
      const std::int64_t end = (*ends)->at(each);
      const auto place = static_cast<std::size_t>(each.partition);
      range.ends_->resize(std::max(range.ends_->size(), place + 1));
      (*range.ends_)[place] = end;
      // Nothing may ever come that would tell that this is the end.
      if (start.value() >= end) continue;
      range.reading_.insert(each.partition);
    }
    range.starts_.push_back({topic, each.partition, start});
  }
  return range;
}

std::vector<TopicPartition> Range::advance(const MessageBatch& batch) {
  std::vector<TopicPartition> finished;
  if (!ends_) return finished;
  for (const MessageView& message : batch)
    if (message.offset() + 1 >= (*ends_)[static_cast<std::size_t>(message.partition())] &&
        reading_.erase(message.partition()) > 0)
      finished.push_back(message.topic_partition());
  // Behind the last record there may be marks of transactions, or gaps where records were.
  for (const PartitionEnd& end : batch.ends())
    if (reading_.erase(end.partition.partition) > 0) finished.push_back(end.partition);
  return finished;
}

}  // namespace kpp::tools::console_consumer
