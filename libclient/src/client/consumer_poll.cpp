// Polling: from librdkafka's queues to batches.

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <string>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/deadline.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

using std::chrono::milliseconds;

// Marks made by other threads are stored at least this often while no message comes.
constexpr milliseconds longest_wait{1000};

/// Errors of the group, not of one partition, that no waiting heals.
bool ends_consuming(rd_kafka_resp_err_t err) noexcept {
  switch (err) {
    case RD_KAFKA_RESP_ERR__FATAL:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_INVALID_GROUP_ID:
    case RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR_GROUP_MAX_SIZE_REACHED:
    case RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION:
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<MessageBatch> Consumer::Impl::poll(const std::stop_token& stop, Timeout timeout,
                                          std::size_t max) {
  const Owner owner(*this, Owner::Call::outer);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  if (max == 0) max = settings_.max_poll_records;
  const auto deadline = client::deadline_after(timeout);

  finish_previous_batch();
  for (;;) {
    store_done();
    serve_events();
    serve_commits();
    run_commit_handlers();
    if (fetched_.empty() && (stop.stop_requested() || wakeup_.exchange(false))) {
      return fail(ErrorCode::cancelled);
    }
    // What was kept back by an exception of a handler comes first.
    if (fetched_.empty()) fetch(Timeout(0), max);
    // Not while librdkafka waits for the answer to a rebalance: it would take this for it.
    if (rebalances_.empty()) look_up_again();
    if (fetched_.empty() && rebalances_.empty() && error_notes_.empty()) {
      if (attention_.exchange(false)) continue;
      const Timeout left = client::left_until(deadline);
      if (left.count() == 0) return MessageBatch();
      // librdkafka would wait until `max` messages are there: so wait for one, then take what has come with it.
      const Timeout wait = std::min({left, longest_wait, lookups_.until_due()});
      if (fetch(wait, 1) > 0 && max > 1) fetch(Timeout(0), max - 1);
    }
    serve_rebalances();
    rethrow_handler_exception();
    serve_error_notes();
    if (fetched_.empty() && partition_errors_.empty()) continue;
    auto batch = make_batch();
    if (!batch || !batch->empty() || !batch->errors().empty() || !batch->ends().empty())
      return batch;
  }
}

std::size_t Consumer::Impl::fetch(Timeout wait, std::size_t max) {
  // Not straight into `fetched_`: to make room there would mean to clear it, each time for `max` messages.
  if (landing_.size() < max) landing_.resize(max);
  const ssize_t count =
      rd_kafka_consume_batch_queue(serving_, static_cast<int>(wait.count()), landing_.data(), max);
  const std::size_t got = count > 0 ? static_cast<std::size_t>(count) : 0;
  fetched_.insert(fetched_.end(), landing_.begin(),
                  landing_.begin() + static_cast<std::ptrdiff_t>(got));
  return got;
}

std::unique_ptr<MessageAccess::Storage> Consumer::Impl::new_storage() {
  std::unique_ptr<Storage> storage(spare_->exchange(nullptr));
  if (!storage) storage = std::make_unique<Storage>();
  storage->client = handle_;
  storage->spare = spare_;
  return storage;
}

Result<MessageBatch> Consumer::Impl::make_batch() {
  auto storage = new_storage();
  storage->errors.swap(partition_errors_);
  auto& messages = storage->native;
  auto& views = storage->views;
  messages.swap(fetched_);
  views.reserve(messages.size());

  // Messages come in runs of one partition: its name is looked up, and its position noted, once a run.
  const rd_kafka_topic_t* topic = nullptr;
  std::string_view name;
  std::int32_t partition = -1;
  const auto end_run = [&] {
    if (topic == nullptr) return;
    const MessageView& last = views.back();
    progress_.handed_out(name, partition, last.offset() + 1, last.leader_epoch().value_or(-1));
  };
  std::optional<Error> fatal;
  std::size_t next = 0;
  std::size_t kept = 0;
  while (next < messages.size() && !fatal) {
    rd_kafka_message_t* message = messages[next++];
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      if (message->rkt != topic || message->partition != partition) {
        end_run();
        topic = message->rkt;
        name = rd_kafka_topic_name(topic);
        partition = message->partition;
      }
      views.push_back(MessageAccess::view(*message, name));
      messages[kept++] = message;
      continue;
    }
    if (!handle_failure(*storage, message)) {
      fatal = message->err == RD_KAFKA_RESP_ERR__FATAL
                  ? client::fatal_error(rk_)
                  : client::make_error(message->err, rd_kafka_message_errstr(message));
    }
    rd_kafka_message_destroy(message);
  }
  end_run();
  fetched_.assign(messages.begin() + static_cast<std::ptrdiff_t>(next), messages.end());
  messages.resize(kept);

  if (!views.empty()) {
    handed_out_ = true;
    messages_.fetch_add(views.size(), std::memory_order_relaxed);
    connection_.note_success();
  }
  if (fatal && views.empty()) return fail(*std::move(fatal));
  // With messages in hand the error waits: whoever caused it will cause it again.
  if (fatal && options_.on_error) guarded([&] { options_.on_error(*fatal); });
  return MessageAccess::batch(std::move(storage));
}

bool Consumer::Impl::handle_failure(Storage& storage, rd_kafka_message_t* message) {
  const rd_kafka_resp_err_t err = message->err;
  if (err == RD_KAFKA_RESP_ERR__FATAL) return false;
  if (client::may_be_asked_again(message)) {
    lookups_.failed();
    report_error(err, client::make_error(err, rd_kafka_message_errstr(message)));
    return true;
  }
  if (message->rkt != nullptr) {
    TopicPartition partition{rd_kafka_topic_name(message->rkt), message->partition};
    if (err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      storage.ends.push_back({std::move(partition), message->offset});
      return true;
    }
    const Error error = client::make_error(err, rd_kafka_message_errstr(message));
    storage.errors.push_back(
        {partition, error.with_partition(partition.topic, partition.partition)});
    return true;
  }
  if (ends_consuming(err)) return false;
  report_error(err, client::make_error(err, rd_kafka_message_errstr(message)));
  return true;
}

void Consumer::Impl::report_error(rd_kafka_resp_err_t err, const Error& error) {
  const Error explained = connection_.note_error(err, error);
  if (options_.on_error) guarded([&] { options_.on_error(explained); });
}

void Consumer::Impl::note_error(rd_kafka_t* /*rk*/, int err, const char* text,
                                void* opaque) noexcept {
  // Inside librdkafka's consume call: errors of the plain consumer come this way.
  auto& target = static_cast<CallbackTarget&>(*static_cast<client::ClientOpaque*>(opaque));
  const std::lock_guard lock(target.mutex);
  if (target.consumer == nullptr) return;
  target.consumer->error_notes_.push_back({static_cast<rd_kafka_resp_err_t>(err), text});
  rd_kafka_queue_yield(target.consumer->serving_);
}

void Consumer::Impl::serve_error_notes() {
  for (const ErrorNote& note : std::exchange(error_notes_, {})) {
    const Error error = client::make_error(note.err, note.text);
    // The partition stands in the text only: "topic [7]: desired partition is not available (...)".
    const auto found = std::ranges::find_if(assigned_alone_, [&](const TopicPartition& partition) {
      return note.text.starts_with(partition.topic + " [" + std::to_string(partition.partition) +
                                   "]: ");
    });
    if (found == assigned_alone_.end()) {
      report_error(note.err, error);
    } else {
      partition_errors_.push_back({*found, error.with_partition(found->topic, found->partition)});
    }
  }
}

void Consumer::Impl::drop_fetched() noexcept {
  for (rd_kafka_message_t* message : fetched_) rd_kafka_message_destroy(message);
  fetched_.clear();
}

void Consumer::Impl::serve_events() {
  while (const client::EventPtr event{rd_kafka_queue_poll(main_queue_.get(), 0)}) {
    handle_event(event.get());
  }
}

void Consumer::Impl::handle_event(rd_kafka_event_t* event) {
  if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_ERROR) {
    const rd_kafka_resp_err_t err = rd_kafka_event_error(event);
    const Error error = err == RD_KAFKA_RESP_ERR__FATAL
                            ? client::fatal_error(rk_)
                            : client::make_error(err, rd_kafka_event_error_string(event));
    report_error(err, error);
    return;
  }
  if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_STATS) {
    if (options_.on_statistics)
      guarded([&] { options_.on_statistics(rd_kafka_event_stats(event)); });
    return;
  }
  const char* facility = nullptr;
  const char* text = nullptr;
  int level = 0;
  if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_LOG && options_.on_log &&
      rd_kafka_event_log(event, &facility, &text, &level) == 0) {
    connection_.note_log(facility, text);
    guarded([&] { options_.on_log(static_cast<LogLevel>(level), facility, text); });
  }
}

}  // namespace kpp
