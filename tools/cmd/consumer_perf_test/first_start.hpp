#pragma once

#include <mutex>
#include <optional>
#include <set>

#include "kpp/consumer.hpp"

namespace kpp::tools::consumer_perf_test {

/// Where the partitions of a group begin that was made up for this run. It has no committed offsets, so to ask for them would
/// take time, a good part of a short run: librdkafka pauses for 100 ms once it has learnt that there are none. What one
/// consumer of the run gives to another goes on where it was, by what was committed then. Any thread.
class FirstStart {
 public:
  /// Without a position the client itself looks for one.
  explicit FirstStart(std::optional<Position> first) : first_(first) {}

  /// For `on_assigned`.
  void place(RebalanceContext& context) {
    if (!first_) return;
    const std::lock_guard lock(mutex_);
    for (const TopicPartition& partition : context.partitions())
      // One that cannot be placed begins as the client itself sees fit.
      if (placed_.insert(partition).second) static_cast<void>(context.seek(partition, *first_));
  }

  [[nodiscard]] Position of_any() const { return first_.value_or(Position::committed()); }

 private:
  std::optional<Position> first_;
  std::mutex mutex_;
  std::set<TopicPartition> placed_;
};

}  // namespace kpp::tools::consumer_perf_test
