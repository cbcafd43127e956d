#pragma once
// --from, --until and --exit-at-end: which records of a topic are read, fixed before the first of them is.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cmd/console_consumer/progress.hpp"
#include "formats/moment.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::console_consumer {

/// As the command line says it.
struct RangeSettings {
  std::optional<Position>
      start{};  ///< Where --from says nothing; none: what the group has committed.
  std::optional<Moment> from{};
  std::optional<Moment> until{};  ///< The first that is not read.
};

/// The same in a topic's partitions, and how much of it is done.
class Range {
 public:
  /// Asks the brokers. Without partitions that are named all of the topic are read.
  [[nodiscard]] static Result<Range> find(Consumer& consumer, const std::string& topic,
                                          const std::vector<std::int32_t>& named,
                                          const RangeSettings& settings);

  [[nodiscard]] const std::vector<PartitionStart>& starts() const noexcept { return starts_; }
  [[nodiscard]] bool has(const MessageView& message) const noexcept {
    return !ends_ || message.offset() < (*ends_)[static_cast<std::size_t>(message.partition())];
  }
  /// Notes what a batch tells of ends. The partitions that are now read have no more to be fetched.
  [[nodiscard]] std::vector<TopicPartition> advance(const MessageBatch& batch);
  [[nodiscard]] bool done() const noexcept { return ends_ && reading_.empty(); }
  /// How much of it has been read; nothing without an end.
  [[nodiscard]] std::optional<Share> share() const;

 private:
  Range() = default;

  std::vector<PartitionStart> starts_;
  std::optional<std::vector<std::int64_t>> ends_;  // by partition
  std::set<std::int32_t> reading_;                 // partitions before their end; without ends none
  std::map<std::int32_t, std::int64_t> firsts_;    // where reading began, as far as that is known
  std::map<std::int32_t, std::int64_t> nexts_;     // and where it has come to
};

}  // namespace kpp::tools::console_consumer
