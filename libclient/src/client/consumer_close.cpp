// Closing within a bound. librdkafka's own close, once begun, waits for the coordinator as long as the session timeout; so the
// coordinator is asked first whether it is there.

#include <algorithm>
#include <exception>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

using std::chrono::milliseconds;

// A coordinator that is there answers in a few milliseconds; one that failed just now hardly will.
constexpr milliseconds probe_in_peace{2000};
constexpr milliseconds probe_in_trouble{300};

}  // namespace

ConsumerCloseReport Consumer::Impl::close(Timeout timeout) {
  const Owner owner(*this, Owner::Call::outer);
  if (!owner.allowed()) {
    if (owner.allowed().error().code() == ErrorCode::closed) return close_report_;
    return {false, owner.allowed().error()};
  }
  const auto deadline = client::deadline_after(timeout);
  ConsumerCloseReport report;
  finish_previous_batch();
  store_done();
  drop_fetched();
  serve_events();
  if (!settings_.has_group) {
    stop_alone();
  } else if (subscribed_ || assigned_by_hand_) {
    const auto patience = connection_.last() ? probe_in_trouble : probe_in_peace;
    if (coordinator_answers(std::min(patience, client::left_until(deadline)))) {
      leave_group(report, deadline);
    } else {
      serve_events();
      report.left_group = assigned_by_hand_;  // a member of nothing has nothing to leave
      report.error = connection_.last();
      if (!report.error) report.error = Error(ErrorCode::coordinator_not_available);
      abandon_group();
      // An unanswered commit may hold librdkafka for some seconds more, for nobody's good.
      handle_->destroy_bound(probe_in_trouble);
    }
  } else {
    // Never a member of anything: nothing to leave.
    handle_->destroy_without_close();
  }
  serve_commits();
  for (const auto& commit : commits_) {
    if (!commit->done)
      commit->outcome = fail(ErrorCode::closed, "the consumer was closed before the answer came");
    commit->done = true;
  }
  run_commit_handlers();
  serve_events();
  close_report_ = report;
  closed_.store(true);
  release();
  rethrow_handler_exception();
  return report;
}

bool Consumer::Impl::coordinator_answers(Timeout bound) {
  // Any partition will do: what counts is that somebody answers. Even "no such topic" is an answer.
  const client::PartitionListPtr list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), probe_topic_.c_str(), 0);
  const rd_kafka_resp_err_t err =
      rd_kafka_committed(rk_, list.get(), static_cast<int>(bound.count()));
  switch (err) {
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__FATAL:
      return false;
    default:
      return true;
  }
}

void Consumer::Impl::leave_group(ConsumerCloseReport& report, Clock::time_point deadline) {
  if (const auto committed = commit_last(deadline); !committed) report.error = committed.error();
  const client::QueuePtr closing(rd_kafka_queue_new(rk_));
  {
    const std::lock_guard lock(close_mutex_);
    serving_ = closing.get();
  }
  client::RdErrorPtr refused(rd_kafka_consumer_close_queue(rk_, closing.get()));
  if (refused) {
    report.left_group = false;
    if (!report.error) report.error = client::make_error(std::move(refused));
    handle_->destroy_without_close();
  } else {
    while (rd_kafka_consumer_closed(rk_) == 0) {
      const auto left = client::left_until(deadline);
      if (left.count() == 0) {
        report.left_group = assigned_by_hand_;
        if (!report.error)
          report.error = Error(ErrorCode::timed_out, "The group was not left in time");
        break;
      }
      fetch(std::min(left, milliseconds(100)), 1);
      drop_fetched();
      serve_events();
      serve_rebalances();
    }
  }
  const std::lock_guard lock(close_mutex_);
  serving_ = queue_.get();
}

void Consumer::Impl::abandon_group() {
  handle_->destroy_without_close();
  const std::vector<TopicPartition> mine = progress_.assignment();
  if (mine.empty() || !subscribed_) return;
  // The group will take the partitions away without asking: to the handler they are lost. librdkafka is not told: it would begin a
  // commit, and then wait for that.
  RebalanceNote note{RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS, client::make_list(mine)};
  tell_given_up(note, true);
}

void Consumer::Impl::release() noexcept {
  const std::lock_guard lock(close_mutex_);
  {
    const std::lock_guard target(callback_target_->mutex);
    callback_target_->consumer = nullptr;
  }
  drop_fetched();
  progress_.unassign_all();
  rd_kafka_queue_cb_event_enable(main_queue_.get(), nullptr, nullptr);
  rd_kafka_queue_cb_event_enable(commit_queue_.get(), nullptr, nullptr);
  forget_ready_event();
  serving_ = nullptr;
  rebalances_.clear();
  topics_alone_.clear();
  commit_queue_.reset();
  main_queue_.reset();
  queue_.reset();
  handle_.reset();
}

Consumer::Impl::~Impl() {
  if (!handle_) return;
  try {
    close(options_.close_timeout);
  } catch (
      ...) {  // NOLINT(bugprone-empty-catch): a handler's own; counted, and a destructor must not throw
  }
}

}  // namespace kpp
