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
  // Where they begin is looked up, too, so that the share that has been read can be told.
  const bool whole = *ends && !settings.from && settings.start == Position::earliest();
  const auto begins = look_up(whole ? Moment{Moment::Kind::earliest, 0} : settings.from);
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
      if (start.value() >= 0) range.firsts_[each.partition] = start.value();
    }
    range.starts_.push_back({topic, each.partition, start});
  }
  return range;
}

std::vector<TopicPartition> Range::advance(const MessageBatch& batch) {
  std::vector<TopicPartition> finished;
  if (!ends_) return finished;
  // Messages come in runs of one partition; the first and the last of a run tell all.
  for (const MessageView* first = batch.begin(); first != batch.end();) {
    const MessageView* last = first;
    while (last + 1 != batch.end() && (last + 1)->partition() == first->partition()) ++last;
    const std::int32_t partition = first->partition();
    firsts_.try_emplace(partition, first->offset());
    nexts_[partition] = last->offset() + 1;
    if (last->offset() + 1 >= (*ends_)[static_cast<std::size_t>(partition)] &&
        reading_.erase(partition) > 0)
      finished.push_back(last->topic_partition());
    first = last + 1;
  }
  // Behind the last record there may be marks of transactions, or gaps where records were.
  for (const PartitionEnd& end : batch.ends())
    if (reading_.erase(end.partition.partition) > 0) finished.push_back(end.partition);
  return finished;
}

std::optional<Share> Range::share() const {
  if (!ends_) return std::nullopt;
  Share share;
  for (const auto& [partition, first] : firsts_) {
    const std::int64_t end = (*ends_)[static_cast<std::size_t>(partition)];
    if (end <= first) continue;
    const auto next = nexts_.find(partition);
    share.total += end - first;
    if (!reading_.contains(partition)) {
      share.done += end - first;
    } else if (next != nexts_.end()) {
      share.done += std::min(next->second, end) - first;
    }
  }
  return share;
}

}  // namespace kpp::tools::console_consumer
