#include "cmd/console_consumer/tail.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "cmd/console_consumer/places.hpp"

namespace kpp::tools::console_consumer {
namespace {

// A round takes a request and its answer at least: a shorter window would not make it faster.
constexpr std::int64_t shortest_step = 64;
constexpr std::int64_t longest_step = std::int64_t{1} << 40;

auto place_in_time(const KeptRecord& kept) {
  return std::tuple(kept.timestamp, kept.partition, kept.offset);
}

}  // namespace

Tail::Tail(std::string topic, std::size_t count, Wanted wants)
    : topic_(std::move(topic)),
      count_(count),
      wants_(std::move(wants)),
      step_(std::clamp(static_cast<std::int64_t>(count), shortest_step, longest_step)) {}

Result<Tail> Tail::find(Consumer& consumer, const std::string& topic,
                        const std::vector<std::int32_t>& named, const TailSettings& settings,
                        Wanted wants) {
  const auto partitions = partitions_of(consumer, topic, named);
  if (!partitions) return tl::unexpected(partitions.error());
  const auto ends = offsets_at(consumer, *partitions, settings.until);
  if (!ends) return tl::unexpected(ends.error());
  const auto begins = offsets_at(consumer, *partitions, {Moment::Kind::earliest, 0});
  if (!begins) return tl::unexpected(begins.error());
  Tail tail(topic, settings.count, std::move(wants));
  for (const TopicPartition& each : *partitions) {
    Window window;
    window.first = begins->at(each);
    window.begin = window.end = ends->at(each);
    tail.windows_.emplace(each.partition, std::move(window));
  }
  return tail;
}

std::vector<PartitionStart> Tail::next_round() {
  std::vector<PartitionStart> starts;
  for (auto& [partition, window] : windows_) {
    window.found += window.records.size();
    kept_.insert(kept_.end(), std::make_move_iterator(window.records.begin()),
                 std::make_move_iterator(window.records.end()));
    window.records.clear();
    if (window.found >= count_ || window.begin <= window.first) continue;
    window.end = window.begin;
    window.begin = std::max(window.first, window.end - step_);
    window.reading = true;
    ++reading_;
    starts.push_back({topic_, partition, Position::offset(window.begin)});
  }
  keep_last();
  step_ = std::min(step_ * 4, longest_step);
  return starts;
}

std::vector<TopicPartition> Tail::advance(const MessageBatch& batch) {
  std::vector<TopicPartition> finished;
  const auto finish = [&](Window& window, std::int32_t partition) {
    if (!window.reading) return;
    window.reading = false;
    --reading_;
    finished.push_back({topic_, partition});
  };
  for (const MessageView& message : batch) {
    Window& window = windows_.at(message.partition());
    // What was fetched beyond the window has been read in an earlier round, or came later.
    if (!window.reading) continue;
    if (message.offset() < window.end && wants_(message)) {
      window.records.push_back({message.to_record(), message.timestamp(), message.partition(),
                                message.offset(), message.timestamp_type()});
      if (window.found + window.records.size() > count_) window.records.pop_front();
    }
    if (message.offset() + 1 >= window.end) finish(window, message.partition());
  }
  // Behind the last record there may be marks of transactions, or gaps where records were.
  for (const PartitionEnd& end : batch.ends())
    finish(windows_.at(end.partition.partition), end.partition.partition);
  return finished;
}

/// Older than these the last records cannot be.
void Tail::keep_last() {
  std::ranges::sort(kept_, {}, place_in_time);
  if (kept_.size() > count_)
    kept_.erase(kept_.begin(), kept_.end() - static_cast<std::ptrdiff_t>(count_));
}

std::vector<KeptRecord> Tail::take() {
  return std::move(kept_);
}

}  // namespace kpp::tools::console_consumer
