// Commits: what is done, storing it for librdkafka's interval commit, and committing at once.

#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp {

void Consumer::Impl::finish_previous_batch() {
  if (!std::exchange(handed_out_, false)) return;
  if (settings_.mode == CommitMode::previous_batch) progress_.all_done();
}

void Consumer::Impl::store_done() {
  if (settings_.mode == CommitMode::manual) return;
  const Offsets done = progress_.take_done();
  if (done.empty()) return;
  // A partition that was just taken away refuses, and that is as it should be: its next owner reads the records again.
  rd_kafka_offsets_store(rk_, client::make_list(done).get());
}

Result<void> Consumer::Impl::commit(Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  if (auto group = check_group(); !group) return group;
  const auto deadline = client::deadline_after(timeout);
  if (settings_.mode != CommitMode::marked) progress_.all_done();
  if (settings_.mode == CommitMode::manual) {
    const Offsets done = progress_.take_done();
    PendingCommit& commit = submit_commit(&done, {});
    commit.taken = done;
    return wait_for_commit(commit, deadline);
  }
  store_done();
  return wait_for_commit(submit_commit(nullptr, {}), deadline);
}

Result<void> Consumer::Impl::commit(const Offsets& offsets, Timeout timeout) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  if (auto group = check_group(); !group) return group;
  if (offsets.empty()) return {};
  return wait_for_commit(submit_commit(&offsets, {}), client::deadline_after(timeout));
}

Result<void> Consumer::Impl::commit_async(CommitHandler handler) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  if (auto group = check_group(); !group) return group;
  if (settings_.mode != CommitMode::marked) progress_.all_done();
  if (settings_.mode == CommitMode::manual) {
    const Offsets done = progress_.take_done();
    submit_commit(&done, std::move(handler)).taken = done;
    return {};
  }
  store_done();
  submit_commit(nullptr, std::move(handler));
  return {};
}

Result<void> Consumer::Impl::commit_async(const Offsets& offsets, CommitHandler handler) {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return owner.allowed();
  if (auto group = check_group(); !group) return group;
  submit_commit(&offsets, std::move(handler));
  return {};
}

Result<void> Consumer::Impl::mark(std::string_view topic, std::int32_t partition,
                                  std::int64_t next_offset, std::int32_t leader_epoch) {
  if (closed_.load()) return fail(ErrorCode::closed, "the consumer is closed");
  if (settings_.mode != CommitMode::marked) {
    return fail(ErrorCode::invalid_argument, "mark needs CommitMode::marked");
  }
  if (!progress_.done(topic, partition, next_offset, leader_epoch)) {
    return fail(Error(ErrorCode::illegal_generation, "The partition is not assigned any more")
                    .with_partition(std::string(topic), partition));
  }
  return {};
}

/// Null offsets: those that are stored.
Consumer::Impl::PendingCommit& Consumer::Impl::submit_commit(const Offsets* offsets,
                                                             CommitHandler handler) {
  PendingCommit& commit = *commits_.emplace_back(std::make_unique<PendingCommit>());
  commit.handler = std::move(handler);
  if (offsets != nullptr) {
    commit.offsets = *offsets;
    if (offsets->empty()) {
      commit.done = true;
      return commit;
    }
  }
  const client::PartitionListPtr list = offsets != nullptr ? client::make_list(*offsets) : nullptr;
  const rd_kafka_resp_err_t err =
      rd_kafka_commit_queue(rk_, list.get(), commit_queue_.get(), nullptr, &commit);
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    commit.done = true;
    commit.outcome = fail(client::make_error(err).with_operation("commit"));
  }
  return commit;
}

void Consumer::Impl::finish_commit(rd_kafka_event_t* event) {
  if (rd_kafka_event_type(event) != RD_KAFKA_EVENT_OFFSET_COMMIT) return;
  auto& commit = *static_cast<PendingCommit*>(rd_kafka_event_opaque(event));
  commit.done = true;
  const rd_kafka_resp_err_t err = rd_kafka_event_error(event);
  const rd_kafka_topic_partition_list_t* offsets = rd_kafka_event_topic_partition_list(event);
  if (offsets != nullptr && offsets->cnt > 0) commit.offsets = client::offsets_of(*offsets);
  if (err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    if (offsets != nullptr) commit.outcome = client::first_error(*offsets);
    connection_.note_success();
  } else if (err != RD_KAFKA_RESP_ERR__NO_OFFSET) {  // nothing new to commit is no failure
    commit.outcome = fail(client::make_error(err).with_operation("commit"));
  }
  if (!commit.outcome) progress_.give_back(commit.taken);
}

Result<void> Consumer::Impl::wait_for_commit(PendingCommit& commit, Clock::time_point deadline) {
  // Asynchronous commits of before are answered first, as Java's commitSync promises.
  const auto answered = [&] {
    for (const auto& each : commits_) {
      if (!each->done) return false;
      if (each.get() == &commit) return true;
    }
    return true;
  };
  while (!answered()) {
    const int left = client::whole_milliseconds(client::left_until(deadline));
    if (const client::EventPtr event{rd_kafka_queue_poll(commit_queue_.get(), left)}) {
      finish_commit(event.get());
    }
    if (!answered() && left == 0) {
      // It stays in the list: the answer may still come, and needs its place.
      progress_.give_back(commit.taken);
      std::string text = "The group coordinator did not answer in time";
      serve_events();
      if (const auto reason = connection_.last()) text += ": " + reason->message();
      return fail(Error(ErrorCode::timed_out, std::move(text)).with_operation("commit"));
    }
  }
  auto outcome = commit.outcome;
  if (depth_ == 1) run_commit_handlers();
  return outcome;
}

/// Before partitions are given up for good, where commits are the consumer's own affair. librdkafka commits then, too, but
/// says nothing when that fails, and does not wait for it when it is destroyed soon after.
Result<void> Consumer::Impl::commit_last(Clock::time_point deadline) {
  store_done();
  if (!settings_.auto_commit) return {};
  // The other half is for leaving.
  return wait_for_commit(submit_commit(nullptr, {}),
                         Clock::now() + client::left_until(deadline) / 2);
}

void Consumer::Impl::serve_commits() {
  if (commits_.empty()) return;
  while (const client::EventPtr event{rd_kafka_queue_poll(commit_queue_.get(), 0)}) {
    finish_commit(event.get());
  }
}

void Consumer::Impl::run_commit_handlers() {
  while (!commits_.empty() && commits_.front()->done) {
    const std::unique_ptr<PendingCommit> commit = std::move(commits_.front());
    commits_.pop_front();
    if (!commit->handler) continue;
    try {
      commit->handler(commit->offsets, commit->outcome);
    } catch (...) {
      handler_failures_.fetch_add(1);
      if (!handler_exception_) handler_exception_ = std::current_exception();
    }
  }
}

}  // namespace kpp
