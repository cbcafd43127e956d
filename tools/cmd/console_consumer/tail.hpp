#pragma once
// --tail: the last records of a topic, in the order of their times.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "formats/moment.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::console_consumer {

/// As the command line says it.
struct TailSettings {
  std::size_t count = 0;
  Moment until{Moment::Kind::end, 0};  ///< The first that is not counted any more.
};

/// A record that outlives its batch.
struct KeptRecord {
  Record record{};
  Timestamp timestamp = -1;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  TimestampType timestamp_type = TimestampType::none;
};

/// Finds them by reading backwards: in rounds, each of which reads a window of offsets in front of what has been read, in
/// every partition that may still have more. A window that is as long as the number of records wanted may hold fewer of
/// them, or none: transactions and compaction leave gaps, and a filter does. So windows grow from round to round.
class Tail {
 public:
  using Wanted = std::function<bool(const MessageView& message)>;

  /// Asks the brokers where the partitions begin and end. Without partitions that are named all of the topic are read.
  /// Only what `wants` accepts is counted.
  [[nodiscard]] static Result<Tail> find(Consumer& consumer, const std::string& topic,
                                         const std::vector<std::int32_t>& named,
                                         const TailSettings& settings, Wanted wants);

  /// The next windows; to be assigned. Empty: everything is known.
  [[nodiscard]] std::vector<PartitionStart> next_round();
  /// Notes what a batch tells. The partitions that are now read have no more to be fetched in this round.
  [[nodiscard]] std::vector<TopicPartition> advance(const MessageBatch& batch);
  [[nodiscard]] bool round_done() const noexcept { return reading_ == 0; }

  /// The last records, oldest first. Ends its use.
  [[nodiscard]] std::vector<KeptRecord> take();

 private:
  struct Window {
    std::int64_t first = 0;  // of the partition
    std::int64_t begin = 0;  // of what has been read or is being read
    std::int64_t end = 0;    // of what is being read
    std::size_t found = 0;   // in earlier rounds
    std::deque<KeptRecord> records{};
    bool reading = false;
  };

  Tail(std::string topic, std::size_t count, Wanted wants);
  void keep_last();

  std::string topic_;
  std::size_t count_;
  Wanted wants_;
  std::int64_t step_;  // how long the next windows are
  std::map<std::int32_t, Window> windows_;
  std::size_t reading_ = 0;
  std::vector<KeptRecord> kept_;
};

}  // namespace kpp::tools::console_consumer
