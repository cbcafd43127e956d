#pragma once
// One consumer of a run, and the thread that reads with it.

#include <atomic>
#include <chrono>
#include <functional>
#include <vector>

#include "cmd/consumer_perf_test/first_start.hpp"
#include "cmd/consumer_perf_test/quota.hpp"
#include "cmd/consumer_perf_test/settings.hpp"
#include "cmd/consumer_perf_test/team_progress.hpp"
#include "common/io/signals.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::consumer_perf_test {

/// What the consumers of a run have in common; it outlives them.
struct Team {
  const Settings& settings;
  StopOnSignal& stop;
  TeamProgress& progress;
  Quota& quota;
  FirstStart& first_start;
  std::function<void(const Error& error)> on_error;               // any thread
  std::function<void(const TeamInterval& interval)> on_interval;  // any thread
  std::atomic<bool> failed{false};  // by one of them, which ends it for all
};

/// Reads until all have read enough, or none has read anything for --timeout: `run` once, on a thread of its own.
class Reader {
 public:
  using Clock = std::chrono::steady_clock;

  /// `partitions` are those to read without a group's sharing out; empty: subscribe.
  Reader(Team& team, Consumer& consumer, std::size_t number,
         std::vector<TopicPartition> partitions);

  void run();

  /// What ended it. After `run`.
  [[nodiscard]] const Result<void>& outcome() const noexcept { return outcome_; }

  /// Kafka's tool polls in this rhythm, which is also how exactly --timeout is kept.
  static constexpr std::chrono::milliseconds poll_wait{100};

 private:
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> consume();
  [[nodiscard]] bool timed_out() const;
  void add(const MessageBatch& batch);

  Team& team_;
  Consumer& consumer_;
  std::size_t number_;
  std::vector<TopicPartition> partitions_;
  Clock::time_point begun_{};
  Result<void> outcome_;
};

}  // namespace kpp::tools::consumer_perf_test
