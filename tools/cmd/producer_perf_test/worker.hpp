#pragma once
// One producer of a run, and the thread that sends its share of the records.

#include <chrono>
#include <memory>
#include <optional>

#include "cmd/producer_perf_test/byte_budget.hpp"
#include "cmd/producer_perf_test/record_source.hpp"
#include "cmd/producer_perf_test/recorder.hpp"
#include "cmd/producer_perf_test/sender.hpp"
#include "common/io/signals.hpp"
#include "common/perf/schedule.hpp"
#include "common/perf/screen.hpp"
#include "common/perf/throttler.hpp"

namespace kpp::tools::producer_perf_test {

/// What the producers of a run have in common; it outlives them.
struct Team {
  const Settings& settings;
  Screen& screen;
  StopOnSignal& stop;
  Recorder& recorder;
  ErrorCounter& failures;
  ByteBudget& budget;
  std::chrono::milliseconds max_block;  // how long a send waits for room in the queue
  std::chrono::milliseconds patience;   // how long for the last acknowledgements
};

/// Sends each so many-th record of the run: `run` once, on a thread of its own.
class Worker {
 public:
  using Clock = std::chrono::steady_clock;

  /// `number` is from 0; `start` is when the first record of the run is due.
  Worker(Team& team, Sender& sender, RecordSource records, std::size_t number,
         Clock::time_point start);

  void run();

  /// Records that the producer did not accept. After `run`.
  [[nodiscard]] std::uint64_t refused() const noexcept { return refused_; }
  /// What ended the sending, beside records that failed. After `run`.
  [[nodiscard]] const std::optional<Error>& trouble() const noexcept { return trouble_; }

  /// Whoever waits, for room in the queue or for acknowledgements, looks up so often to see whether the user wants to stop.
  static constexpr std::chrono::milliseconds slice{100};

 private:
  void send_all();
  [[nodiscard]] bool send(const RecordView& record, Clock::time_point begin);
  [[nodiscard]] bool go_on_after(const Error& error);
  [[nodiscard]] bool finish();
  void give_up(const Error& error);

  Team& team_;
  Sender& sender_;
  RecordSource records_;
  std::uint64_t number_;
  Throttler throttler_;
  Schedule schedule_;
  std::uint64_t refused_ = 0;
  std::optional<Error> trouble_;
};

}  // namespace kpp::tools::producer_perf_test
