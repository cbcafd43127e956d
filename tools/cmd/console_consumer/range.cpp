#include "cmd/console_consumer/range.hpp"

#include <algorithm>
#include <utility>

#include "cmd/console_consumer/places.hpp"

namespace kpp::tools::console_consumer {

Result<Range> Range::find(Consumer& consumer, const std::string& topic,
                          const std::vector<std::int32_t>& named, const RangeSettings& settings) {
  const auto partitions = partitions_of(consumer, topic, named);
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
