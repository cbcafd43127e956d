// Subscribing, and what a rebalance does: the handler first, then the answer to librdkafka.

#include <algorithm>
#include <string>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp {

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): it is final
class Consumer::Impl::Rebalance final : public RebalanceContext {
 public:
  enum class Kind { assigned, revoked, lost };
  Rebalance(Impl& impl, RebalanceNote& note, Kind kind, bool incremental)
      : impl_(impl), note_(note), kind_(kind) {
    partitions_ = client::partitions_of(*note.partitions);
    incremental_ = incremental;
  }

  Result<void> seek(const TopicPartition& partition, Position position) override {
    if (kind_ != Kind::assigned) {
      return fail(ErrorCode::invalid_argument, "a partition that is given up cannot be read");
    }
    rd_kafka_topic_partition_t* entry = rd_kafka_topic_partition_list_find(
        note_.partitions.get(), partition.topic.c_str(), partition.partition);
    if (entry == nullptr) {
      return fail(Error(ErrorCode::invalid_argument, "The partition is not part of this assignment")
                      .with_partition(partition.topic, partition.partition));
    }
    entry->offset = position.value();
    return {};
  }

  Result<void> commit(const Offsets& offsets, Timeout timeout) override {
    if (kind_ == Kind::lost) return fail(ErrorCode::illegal_generation);
    return impl_.commit(offsets, timeout);
  }

  [[nodiscard]] std::optional<std::int64_t> position(
      const TopicPartition& partition) const override {
    return impl_.position(partition);
  }

 private:
  Impl& impl_;
  RebalanceNote& note_;
  Kind kind_;
};

Result<void> Consumer::Impl::subscribe(std::vector<std::string> topics, RebalanceHandler handler) {
  const Owner owner(*this, Owner::Call::outer);
  if (!owner.allowed()) return owner.allowed();
  if (auto group = check_group(); !group) return group;
  if (topics.empty()) return fail(ErrorCode::invalid_argument, "no topic to subscribe to");
  if (assigned_by_hand_) {
    return fail(ErrorCode::invalid_argument,
                "partitions were assigned by hand; assign none before subscribing");
  }
  const client::PartitionListPtr list(
      rd_kafka_topic_partition_list_new(static_cast<int>(topics.size())));
  for (const std::string& topic : topics) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  const rd_kafka_resp_err_t err = rd_kafka_subscribe(rk_, list.get());
  if (err == RD_KAFKA_RESP_ERR__FATAL) return fail(client::fatal_error(rk_));
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(client::make_error(err).with_operation("subscribe"));
  subscribed_ = true;
  probe_topic_ = topics.front().starts_with('^') ? "__consumer_offsets" : topics.front();
  rebalance_handler_ = std::move(handler);
  return {};
}

Result<void> Consumer::Impl::unsubscribe(Timeout timeout) {
  const Owner owner(*this, Owner::Call::outer);
  if (!owner.allowed()) return owner.allowed();
  if (!subscribed_) return {};
  const auto deadline = client::deadline_after(timeout);
  finish_previous_batch();
  auto committed = commit_last(deadline);
  const rd_kafka_resp_err_t err = rd_kafka_unsubscribe(rk_);
  if (err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return fail(client::make_error(err).with_operation("unsubscribe"));
  subscribed_ = false;
  while (!progress_.assignment().empty() && Clock::now() < deadline) {
    fetch(Timeout(100), 1);
    serve_events();
    serve_rebalances();
  }
  drop_fetched();
  rethrow_handler_exception();
  if (!progress_.assignment().empty()) {
    return fail(Error(ErrorCode::timed_out, "The partitions were not given up in time")
                    .with_operation("unsubscribe"));
  }
  return committed;
}

void Consumer::Impl::note_rebalance(rd_kafka_t* rk, rd_kafka_resp_err_t err,
                                    rd_kafka_topic_partition_list_t* partitions,
                                    void* opaque) noexcept {
  // Inside librdkafka's consume call, on the thread that polls. librdkafka waits for `rd_kafka_assign` and its kin as long as it
  // takes, so the handler can run when the call has returned.
  auto& target = static_cast<CallbackTarget&>(*static_cast<client::ClientOpaque*>(opaque));
  const std::lock_guard lock(target.mutex);
  if (target.consumer == nullptr) {
    // The client is being destroyed in the background after a close that ran out of time.
    rd_kafka_assign(rk, nullptr);
    return;
  }
  target.consumer->rebalances_.push_back(
      {err, client::PartitionListPtr(rd_kafka_topic_partition_list_copy(partitions))});
  rd_kafka_queue_yield(target.consumer->serving_);
}

void Consumer::Impl::serve_rebalances() {
  while (!rebalances_.empty()) {
    RebalanceNote note = std::move(rebalances_.front());
    rebalances_.erase(rebalances_.begin());
    handle_rebalance(note, rd_kafka_assignment_lost(rk_) != 0);
  }
}

void Consumer::Impl::handle_rebalance(RebalanceNote& note, bool lost) {
  using Kind = Rebalance::Kind;
  if (!incremental_) {
    // Asked once: during a close the answer may never come.
    const char* protocol = rd_kafka_rebalance_protocol(rk_);
    incremental_ = protocol != nullptr && std::string_view(protocol) == "COOPERATIVE";
  }
  if (!*incremental_) lookups_.forget();  // whatever comes is assigned as a whole
  if (note.err == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    Rebalance context(*this, note, Kind::assigned, *incremental_);
    progress_.assign(context.partitions());
    call_step(rebalance_handler_.on_assigned, context);
    answer_rebalance(note);
    for (const auto& entry : client::elements(*note.partitions)) {
      if (entry.offset == RD_KAFKA_OFFSET_INVALID) continue;  // as the group has it
      progress_.moved({entry.topic, entry.partition}, Position::offset(entry.offset));
    }
    return;
  }
  tell_given_up(note, lost);
  if (!lost) store_done();
  answer_rebalance(note);
  if (*incremental_) {
    progress_.unassign(client::partitions_of(*note.partitions));
  } else {
    progress_.unassign_all();
  }
  // Messages that were fetched along with the news are not handed out: the next owner reads them.
  std::erase_if(fetched_, [this](rd_kafka_message_t* message) {
    if (message->rkt == nullptr ||
        progress_.is_assigned(rd_kafka_topic_name(message->rkt), message->partition)) {
      return false;
    }
    rd_kafka_message_destroy(message);
    return true;
  });
}

void Consumer::Impl::tell_given_up(RebalanceNote& note, bool lost) {
  using Kind = Rebalance::Kind;
  Rebalance context(*this, note, lost ? Kind::lost : Kind::revoked, incremental_.value_or(false));
  const bool own_lost_step = lost && rebalance_handler_.on_lost;
  call_step(own_lost_step ? rebalance_handler_.on_lost : rebalance_handler_.on_revoked, context);
}

void Consumer::Impl::call_step(const RebalanceHandler::Step& step, Rebalance& context) {
  if (!step) return;
  try {
    step(context);
  } catch (...) {
    handler_failures_.fetch_add(1);
    // The first one comes out of the call; the assignment is completed all the same.
    if (!handler_exception_) handler_exception_ = std::current_exception();
  }
}

void Consumer::Impl::rethrow_handler_exception() {
  if (handler_exception_) std::rethrow_exception(std::exchange(handler_exception_, nullptr));
}

/// librdkafka asks for committed offsets once an assignment. Where the coordinator could not tell, it reports the error and
/// leaves the partitions alone until they are assigned again; so they are, after a pause.
void Consumer::Impl::look_up_again() {
  if (!lookups_.due()) return;
  lookups_.begun();
  Offsets starts = progress_.starts();
  if (starts.empty()) return;
  std::optional<Error> refused;
  if (subscribed_ && incremental_.value_or(false)) {
    std::erase_if(starts, [](const auto& start) {
      return start.second.offset != Position::committed().value();
    });
    const client::PartitionListPtr list = client::make_list(starts);
    client::RdErrorPtr error(rd_kafka_incremental_unassign(rk_, list.get()));
    if (!error) error.reset(rd_kafka_incremental_assign(rk_, list.get()));
    if (error) refused = client::make_error(std::move(error));
  } else {
    // All are fetched anew from their positions, what is fetched already included.
    drop_fetched();
    const rd_kafka_resp_err_t err = rd_kafka_assign(rk_, client::make_list(starts).get());
    if (err != RD_KAFKA_RESP_ERR_NO_ERROR) refused = client::make_error(err);
  }
  if (refused && options_.on_error) {
    guarded([&] { options_.on_error(refused->with_operation("assign")); });
  }
}

void Consumer::Impl::answer_rebalance(const RebalanceNote& note) {
  const bool assigns = note.err == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
  std::optional<Error> refused;
  if (*incremental_) {
    client::RdErrorPtr error(assigns ? rd_kafka_incremental_assign(rk_, note.partitions.get())
                                     : rd_kafka_incremental_unassign(rk_, note.partitions.get()));
    if (error) refused = client::make_error(std::move(error));
  } else {
    const rd_kafka_resp_err_t err = rd_kafka_assign(rk_, assigns ? note.partitions.get() : nullptr);
    if (err != RD_KAFKA_RESP_ERR_NO_ERROR) refused = client::make_error(err);
  }
  if (refused && options_.on_error) {
    guarded([&] { options_.on_error(refused->with_operation("rebalance")); });
  }
}

}  // namespace kpp
