// Flushing, giving up and closing, each within a bound.

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "client/deadline.hpp"
#include "client/producer_impl.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

using std::chrono::milliseconds;

// After a purge all that is left is to read the reports.
constexpr milliseconds purge_patience{2000};

}  // namespace

bool Producer::Impl::wait_until_idle(Clock::time_point deadline) {
  std::unique_lock lock(progress_mutex_);
  waiters_.fetch_add(1);
  // Looks again now and then: a refused record lowers the count without a report.
  bool idle = counters().outstanding() == 0;
  while (!idle && Clock::now() < deadline) {
    progress_.wait_until(lock, std::min(deadline, Clock::now() + milliseconds(20)));
    idle = counters().outstanding() == 0;
  }
  waiters_.fetch_sub(1);
  return idle;
}

bool Producer::Impl::flush_until(Clock::time_point deadline) {
  // Ends lingering and waits; the handlers of the last reports may still be running when it
  // returns.
  rd_kafka_flush(rk_, client::whole_milliseconds(client::left_until(deadline)));
  return wait_until_idle(deadline);
}

Result<void> Producer::Impl::flush(Timeout timeout) {
  if (on_event_thread()) return fail(ErrorCode::would_deadlock);
  const auto deadline = client::deadline_after(timeout);
  {
    const Use use(*this, 0);
    if (use.open() && flush_until(deadline)) return {};
  }
  if (closing_.load()) return fail(ErrorCode::closed, "the producer is closed");
  const std::uint64_t left = counters().outstanding();
  if (left == 0) return {};
  std::string text =
      std::to_string(left) + (left == 1 ? " record is" : " records are") + " not delivered yet";
  if (const auto reason = connection_.last()) text += ": " + reason->message();
  return fail(ErrorCode::timed_out, std::move(text));
}

Result<void> Producer::Impl::purge(bool in_flight) {
  const Use use(*this, 0);
  if (!use.open()) return fail(ErrorCode::closed, "the producer is closed");
  const int flags = RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_NON_BLOCKING |
                    (in_flight ? RD_KAFKA_PURGE_F_INFLIGHT : 0);
  const rd_kafka_resp_err_t err = rd_kafka_purge(rk_, flags);
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR) return fail(client::make_error(err));
  return {};
}

ProducerCounters Producer::Impl::counters() const noexcept {
  ProducerCounters counters;
  // The reports first: a record is accepted before it is reported, so no difference becomes
  // negative.
  counters.delivered = delivered_.load();
  counters.failed = failed_.load();
  counters.purged = purged_.load();
  counters.handler_failures =
      handler_failures_.load() + (partitioner_ ? partitioner_->failures() : 0);
  counters.accepted = uses_and_accepted_.load() & accepted_mask;
  return counters;
}

CloseReport Producer::Impl::close(Timeout timeout) {
  const auto report = [this] {
    const ProducerCounters now = counters();
    return CloseReport{now.delivered, now.failed, now.purged, connection_.last()};
  };
  if (on_event_thread()) return report();
  const std::lock_guard lock(close_mutex_);
  if (closed_) return *closed_;

  const auto deadline = client::deadline_after(timeout);
  closing_.store(true);
  {
    const std::lock_guard waiting(progress_mutex_);
    progress_.notify_all();  // senders that wait for room
  }
  bool idle = flush_until(deadline);
  const std::optional<Error> reason = connection_.last();
  const auto give_up = Clock::now() + purge_patience;
  while (!idle && Clock::now() < give_up) {
    // More than once: a record may just have been on its way from one internal queue to the next.
    rd_kafka_purge(
        rk_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING);
    idle = wait_until_idle(std::min(give_up, Clock::now() + milliseconds(100)));
  }
  // Calls that were under way when closing began touch the client for a moment longer.
  while (uses_and_accepted_.load() >= one_use) std::this_thread::sleep_for(milliseconds(1));

  stop_events_.store(true);
  rd_kafka_queue_yield(queue_.get());
  event_thread_.join();
  event_thread_id_.store({});  // the system may give the number to another thread
  closed_ = report();
  // Never reported, because a broker thread of librdkafka is stuck: lost as well, so counted as
  // given up.
  closed_->purged += counters().outstanding();
  if (!closed_->last_error) closed_->last_error = reason;
  topics_.clear();
  queue_.reset();
  handle_.reset();
  return *closed_;
}

Producer::Impl::~Impl() {
  const bool was_closed = closing_.load();
  const CloseReport report = close(options_.close_timeout);
  if (was_closed || report.all_delivered()) return;
  warn(std::to_string(report.failed + report.purged) +
       " records were not delivered when the producer was destroyed");
}

}  // namespace kpp
