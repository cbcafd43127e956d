// The event thread: delivery reports, connection errors and log lines.

#include <exception>
#include <utility>

#include "client/producer_impl.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

constexpr std::size_t messages_at_once = 1000;

Persisted persisted_of(const rd_kafka_message_t& message) noexcept {
  switch (rd_kafka_message_status(&message)) {
    case RD_KAFKA_MSG_STATUS_PERSISTED:
      return Persisted::yes;
    case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED:
      return Persisted::possibly;
    case RD_KAFKA_MSG_STATUS_NOT_PERSISTED:
      break;
  }
  return Persisted::no;
}

bool is_purge(rd_kafka_resp_err_t err) noexcept {
  return err == RD_KAFKA_RESP_ERR__PURGE_QUEUE || err == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT;
}

/// Adds to a counter that only this thread writes.
void add(std::atomic<std::uint64_t>& counter, std::uint64_t more) noexcept {
  counter.store(counter.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
}

std::optional<std::string_view> bytes(const void* data, std::size_t size) noexcept {
  if (data == nullptr) return std::nullopt;
  return std::string_view(static_cast<const char*>(data), size);
}

}  // namespace

void Producer::Impl::run_events() {
  event_thread_id_.store(std::this_thread::get_id());
  messages_.resize(messages_at_once);
  while (!stop_events_.load()) {
    // Ended early by a yield; the bound is a safety net.
    client::EventPtr event(rd_kafka_queue_poll(queue_.get(), 1000));
    if (!event) continue;
    handle_event(event.get());
    // The queue has room again only when the event is gone: whoever waits must not look earlier.
    const bool reported = rd_kafka_event_type(event.get()) == RD_KAFKA_EVENT_DR;
    event.reset();
    if (reported) announce_reports();
  }
}

void Producer::Impl::handle_event(rd_kafka_event_t* event) {
  switch (rd_kafka_event_type(event)) {
    case RD_KAFKA_EVENT_DR:
      handle_deliveries(event);
      break;
    case RD_KAFKA_EVENT_ERROR:
      handle_error(event);
      break;
    case RD_KAFKA_EVENT_LOG:
      handle_log(event);
      break;
    case RD_KAFKA_EVENT_STATS:
      if (options_.on_statistics)
        guarded([&] { options_.on_statistics(rd_kafka_event_stats(event)); });
      break;
    default:
      break;
  }
}

void Producer::Impl::handle_deliveries(rd_kafka_event_t* event) {
  for (bool first = true;; first = false) {
    // librdkafka fills an array of pointers to const; nothing here writes through them.
    auto** raw = const_cast<const rd_kafka_message_t**>(messages_.data());
    const std::size_t count = rd_kafka_event_message_array(event, raw, messages_.size());
    if (count == 0) break;
    // An event is one batch, and librdkafka counts its offsets up from the first also where that is none: with acks=0,
    // and where the broker had the batch already (DUPLICATE_SEQUENCE_NUMBER). The others would look like offsets.
    if (first) offsets_told_ = messages_.front()->offset >= 0;
    call_handlers({messages_.data(), count});
  }
}

void Producer::Impl::call_handlers(std::span<rd_kafka_message_t*> messages) {
  const auto report = [&](const DeliveryBatchHandler& handler, auto is_reported) {
    deliveries_.clear();
    for (const rd_kafka_message_t* message : messages)
      if (is_reported(*message)) deliveries_.push_back(describe(*message));
    if (!deliveries_.empty()) guarded([&] { handler(deliveries_); });
  };
  if (options_.on_delivery)
    report(options_.on_delivery, [](const rd_kafka_message_t&) { return true; });
  if (options_.on_failure) {
    report(options_.on_failure, [](const rd_kafka_message_t& message) {
      return message.err != RD_KAFKA_RESP_ERR_NO_ERROR;
    });
  }
  client::SendSlot* first = nullptr;
  client::SendSlot* last = nullptr;
  std::uint64_t failed = 0;
  std::uint64_t purged = 0;
  for (const rd_kafka_message_t* message : messages) {
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) [[unlikely]]
      ++(is_purge(message->err) ? purged : failed);
    if (client::SendSlot* slot = client::Opaque(message->_private).slot()) {
      if (slot->handler) {
        guarded([&] { slot->handler(describe(*message)); });
        slot->handler = nullptr;
      }
      slot->value.reset();
      slot->next = first;
      first = slot;
      if (last == nullptr) last = slot;
    }
  }
  if (first != nullptr) slots_.release_chain(first, last);
  // Only now: who waits for these counters waits for the handlers.
  add(purged_, purged);
  add(failed_, failed);
  const std::uint64_t delivered = messages.size() - failed - purged;
  add(delivered_, delivered);
  if (delivered > 0) connection_.note_success();
}

Delivery Producer::Impl::describe(const rd_kafka_message_t& message) const {
  Delivery delivery;
  delivery.topic = rd_kafka_topic_name(message.rkt);
  delivery.partition = message.partition;
  delivery.persisted = persisted_of(message);
  if (options_.measure_latency)
    delivery.latency = std::chrono::microseconds(rd_kafka_message_latency(&message));
  delivery.tag = client::Opaque(message._private).tag();
  delivery.key = bytes(message.key, message.key_len);
  delivery.value = bytes(message.payload, message.len);
  rd_kafka_timestamp_type_t type{};
  delivery.timestamp = rd_kafka_message_timestamp(&message, &type);
  if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    if (offsets_told_) delivery.offset = message.offset;
    return delivery;
  }
  // rd_kafka_message_errstr is for consumers: it would give out the payload as the text.
  const char* told = rd_kafka_message_produce_errstr(&message);
  std::string text = told != nullptr ? told : rd_kafka_err2str(message.err);
  // "Timed out" alone helps nobody; the connection's own error says why.
  if (message.err == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT || is_purge(message.err)) {
    if (const auto reason = connection_.last()) text += ": " + reason->message();
  }
  if (message.err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION && message.partition < 0) {
    if (std::string why = why_no_partition(); !why.empty()) text = std::move(why);
  }
  const Error error = client::make_error(message.err, std::move(text));
  delivery.error = error.with_partition(std::string(delivery.topic), delivery.partition);
  return delivery;
}

/// For a record that named no partition itself.
std::string Producer::Impl::why_no_partition() const {
  return partitioner_ ? partitioner_->last_failure() : std::string();
}

void Producer::Impl::announce_reports() {
  reports_.fetch_add(1);
  if (waiters_.load() == 0) return;
  const std::lock_guard lock(progress_mutex_);
  progress_.notify_all();
}

void Producer::Impl::handle_error(rd_kafka_event_t* event) {
  const rd_kafka_resp_err_t err = rd_kafka_event_error(event);
  const Error error = err == RD_KAFKA_RESP_ERR__FATAL
                          ? client::fatal_error(rk_)
                          : client::make_error(err, rd_kafka_event_error_string(event));
  const Error explained = connection_.note_error(err, error);
  if (options_.on_error) guarded([&] { options_.on_error(explained); });
}

void Producer::Impl::handle_log(rd_kafka_event_t* event) {
  const char* facility = nullptr;
  const char* text = nullptr;
  int level = 0;
  if (rd_kafka_event_log(event, &facility, &text, &level) != 0 || !options_.on_log) return;
  connection_.note_log(facility, text);
  guarded([&] { options_.on_log(static_cast<LogLevel>(level), facility, text); });
}

void Producer::Impl::warn(std::string_view text) {
  if (options_.on_log) {
    guarded([&] { options_.on_log(LogLevel::warning, "KPP", text); });
  }
}

template <class Call>
void Producer::Impl::guarded(Call&& call) noexcept {
  std::string what;
  try {
    std::forward<Call>(call)();
    return;
  } catch (const std::exception& thrown) {
    what = thrown.what();
  } catch (...) {
    what = "not a std::exception";
  }
  handler_failures_.fetch_add(1);
  try {
    if (options_.on_log) options_.on_log(LogLevel::error, "KPP", "a handler threw: " + what);
  } catch (
      ...) {  // NOLINT(bugprone-empty-catch): it was the log sink; there is nobody left to tell
  }
}

}  // namespace kpp
