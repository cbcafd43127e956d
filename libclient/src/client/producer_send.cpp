// Sending: one record into librdkafka's queue, waiting while it is full.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "client/producer_impl.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

using client::make_error;
using client::Opaque;

// librdkafka takes a null pointer for "no value", and an empty vector's data() may be null.
void* payload_of(const std::optional<std::string_view>& value) noexcept {
  static char empty = 0;
  if (!value) return nullptr;
  return value->data() != nullptr ? const_cast<char*>(value->data()) : &empty;
}

const void* key_of(const std::optional<std::string_view>& key) noexcept {
  return payload_of(key);
}

std::size_t size_of(const std::optional<std::string_view>& bytes) noexcept {
  return bytes ? bytes->size() : 0;
}

template <class Headers>
client::HeadersPtr make_headers(const Headers& headers) {
  client::HeadersPtr list(rd_kafka_headers_new(std::size(headers)));
  for (const auto& header : headers) {
    const std::string_view key = header.key;
    const void* value = nullptr;
    std::size_t size = 0;
    if (header.value) {
      const std::string_view bytes = *header.value;
      value = payload_of(bytes);
      size = bytes.size();
    }
    rd_kafka_header_add(list.get(), key.data(), static_cast<ssize_t>(key.size()), value,
                        static_cast<ssize_t>(size));
  }
  return list;
}

std::string_view topic_of(const std::string& topic) noexcept {
  return topic;
}

std::optional<std::string_view> view_of(const std::optional<Blob>& blob) noexcept {
  if (!blob) return std::nullopt;
  return blob->view();
}

Timeout saturated(Timeout timeout) {
  // A deadline far in the future must not overflow the clock.
  constexpr Timeout longest = std::chrono::hours(24 * 365);
  return std::min(timeout, longest);
}

}  // namespace

template <class Headers>
rd_kafka_resp_err_t Producer::Impl::produce_once(rd_kafka_topic_t* topic, const Outgoing& out,
                                                 const Headers& headers) {
  const std::int32_t partition = out.partition.value_or(RD_KAFKA_PARTITION_UA);
  if (std::empty(headers) && !out.timestamp) {
    const int refused =
        rd_kafka_produce(topic, partition, out.flags, payload_of(out.value), size_of(out.value),
                         key_of(out.key), size_of(out.key), out.opaque);
    return refused == 0 ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_last_error();
  }
  std::array<rd_kafka_vu_t, 8> parts{};
  std::size_t count = 0;
  const auto part = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t& {
    parts[count].vtype = type;
    return parts[count++];
  };
  part(RD_KAFKA_VTYPE_RKT).u.rkt = topic;
  part(RD_KAFKA_VTYPE_PARTITION).u.i32 = partition;
  part(RD_KAFKA_VTYPE_MSGFLAGS).u.i = out.flags;
  part(RD_KAFKA_VTYPE_OPAQUE).u.ptr = out.opaque;
  auto& value = part(RD_KAFKA_VTYPE_VALUE);
  value.u.mem.ptr = payload_of(out.value);
  value.u.mem.size = size_of(out.value);
  auto& key = part(RD_KAFKA_VTYPE_KEY);
  key.u.mem.ptr = const_cast<void*>(key_of(out.key));
  key.u.mem.size = size_of(out.key);
  if (out.timestamp) part(RD_KAFKA_VTYPE_TIMESTAMP).u.i64 = *out.timestamp;
  client::HeadersPtr list;
  if (!std::empty(headers)) {
    list = make_headers(headers);
    part(RD_KAFKA_VTYPE_HEADERS).u.headers = list.get();
  }
  const client::RdErrorPtr error(rd_kafka_produceva(rk_, parts.data(), count));
  if (error) return rd_kafka_error_code(error.get());
  list.release();  // NOLINT(bugprone-unused-return-value): librdkafka owns the headers now
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

template <class Headers>
Result<void> Producer::Impl::produce(const Outgoing& out, const Headers& headers,
                                     Timeout max_block) {
  // librdkafka reads a timestamp of 0 as "now".
  if (out.timestamp && *out.timestamp <= 0) {
    return fail(ErrorCode::invalid_argument, "a record's timestamp must be greater than 0");
  }
  if (out.partition && *out.partition < 0) {
    return fail(ErrorCode::invalid_argument, "a record's partition must not be negative");
  }
  std::optional<Clock::time_point> deadline;
  for (;;) {
    const std::uint64_t seen = reports_.load();
    rd_kafka_resp_err_t err = RD_KAFKA_RESP_ERR_NO_ERROR;
    {
      Use use(*this, 1);
      if (!use.open()) {
        use.take_back();
        return fail(ErrorCode::closed, "the producer is closed");
      }
      const auto topic = topics_.find(out.topic);
      if (!topic) {
        use.take_back();
        return tl::unexpected(topic.error());
      }
      err = produce_once(*topic, out, headers);
      if (err == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
      use.take_back();
    }
    if (err == RD_KAFKA_RESP_ERR__FATAL) return fail(client::fatal_error(rk_));
    if (err != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      return fail(make_error(err).with_topic(std::string(out.topic)));
    }
    const auto now = Clock::now();
    if (!deadline) deadline = now + saturated(max_block);
    if (now >= *deadline || on_event_thread()) {
      if (auto reason = connection_.last()) {
        return fail(
            ErrorCode::queue_full,
            "The send queue is full, and the brokers cannot be reached: " + reason->message());
      }
      return fail(ErrorCode::queue_full);
    }
    wait_for_report(seen, *deadline);
  }
}

Result<void> Producer::Impl::send(const RecordView& record, DeliveryHandler& handler,
                                  Timeout max_block) {
  Outgoing out{record.topic, record.partition,    record.timestamp, record.key,
               record.value, RD_KAFKA_MSG_F_COPY, nullptr};
  if (!handler && Opaque::fits(record.tag)) {
    out.opaque = Opaque::from_tag(record.tag);
    return produce(out, record.headers, max_block);
  }
  client::SendSlot* slot = slots_.acquire();
  slot->handler = std::move(handler);
  slot->tag = record.tag;
  out.opaque = slot;
  auto done = produce(out, record.headers, max_block);
  if (!done) {
    handler = std::exchange(slot->handler, nullptr);
    slots_.release(slot);
  }
  return done;
}

Result<void> Producer::Impl::send(Record& record, DeliveryHandler& handler, Timeout max_block) {
  Outgoing out{topic_of(record.topic),
               record.partition,
               record.timestamp,
               view_of(record.key),
               std::nullopt,
               0,
               nullptr};
  if (!record.value && !handler && Opaque::fits(record.tag)) {
    out.opaque = Opaque::from_tag(record.tag);
    return produce(out, record.headers, max_block);
  }
  client::SendSlot* slot = slots_.acquire();
  slot->handler = std::move(handler);
  slot->tag = record.tag;
  // Looked at only once it is in the slot: a short string changes its address when it is moved.
  slot->value = std::exchange(record.value, std::nullopt);
  out.value = view_of(slot->value);
  out.opaque = slot;
  auto done = produce(out, record.headers, max_block);
  if (!done) {
    record.value = std::exchange(slot->value, std::nullopt);
    handler = std::exchange(slot->handler, nullptr);
    slots_.release(slot);
  }
  return done;
}

void Producer::Impl::wait_for_report(std::uint64_t seen, Clock::time_point deadline) {
  std::unique_lock lock(progress_mutex_);
  waiters_.fetch_add(1);
  progress_.wait_until(lock, deadline, [&] { return reports_.load() != seen || closing_.load(); });
  waiters_.fetch_sub(1);
}

}  // namespace kpp
