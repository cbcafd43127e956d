#include "cmd/producer_perf_test/worker.hpp"

#include <utility>

namespace kpp::tools::producer_perf_test {
namespace {

using Millis = std::chrono::milliseconds;

// How long an interrupted run waits for what is on its way already.
constexpr Millis interrupted_grace{1000};

/// One producer's share of the rate. Zero and no limit are so for each.
double share(const Settings& settings) {
  return settings.throughput / static_cast<double>(settings.producers);
}

}  // namespace

Worker::Worker(Team& team, Sender& sender, RecordSource records, std::size_t number,
               Clock::time_point start)
    : team_(team),
      sender_(sender),
      records_(std::move(records)),
      number_(number),
      throttler_(share(team.settings), start),
      schedule_(team.settings.throughput, start) {}

void Worker::run() {
  send_all();
  // Interrupted, the acknowledgements of the moment are still waited for, but no transaction is committed.
  if (team_.stop.stopped()) {
    sender_.close(interrupted_grace);
  } else {
    static_cast<void>(finish());
  }
}

void Worker::send_all() {
  const std::uint64_t step = team_.settings.producers;
  std::uint64_t own = 0;
  for (std::uint64_t i = number_; i < team_.settings.records; i += step, ++own) {
    if (team_.stop.stopped()) return;
    RecordView record = records_.next(i);
    if (!team_.budget.take(records_.bytes_of(record))) return;
    if (auto ready = sender_.before_record(); !ready) return give_up(ready.error());
    const auto now = Clock::now();
    record.tag = team_.recorder.tag_of(i, now, schedule_.lateness(i, now));
    if (!send(record, now)) return;
    if (sender_.due(now) && !finish()) return;
    throttler_.pace(own, now, team_.stop.token());
  }
}

/// Whether to go on.
bool Worker::send(const RecordView& record, Clock::time_point begin) {
  auto sent = sender_.send(record);
  while (!sent && sent.error().code() == ErrorCode::queue_full) [[unlikely]] {
      if (team_.stop.stopped()) return false;
      if (Clock::now() - begin >= team_.max_block) break;
      sent = sender_.send(record);
    }
  return sent || go_on_after(sent.error());
}

/// A record was not accepted. One that is too large says nothing about the next; a queue that
/// stays full, or a producer that is of no more use, ends the run.
bool Worker::go_on_after(const Error& error) {
  team_.failures.add(error);
  ++refused_;
  if (error.code() != ErrorCode::queue_full && !error.fatal() && !error.requires_abort() &&
      error.code() != ErrorCode::closed)
    return true;
  team_.screen.note("Giving up: no further records are sent.");
  return false;
}

/// Waits for the acknowledgements, of which each record gets one within delivery.timeout.ms, and for the commit.
bool Worker::finish() {
  const auto all = Clock::now() + team_.patience;
  std::optional<Clock::time_point> grace;
  for (;;) {
    const auto done = sender_.finish(slice);
    if (done) return true;
    const auto now = Clock::now();
    if (team_.stop.stopped() && !grace) grace = now + interrupted_grace;
    if (done.error().code() == ErrorCode::timed_out && now < (grace ? *grace : all)) continue;
    if (!grace) give_up(done.error());
    return false;
  }
}

void Worker::give_up(const Error& error) {
  if (trouble_) return;
  trouble_ = error;
  team_.screen.note("Giving up: " + error.to_string());
}

}  // namespace kpp::tools::producer_perf_test
