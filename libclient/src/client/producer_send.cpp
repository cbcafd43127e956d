// Sending: one record into librdkafka's queue, waiting while it is full.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "client/deadline.hpp"
#include "client/producer_impl.hpp"
#include "client/rd_error.hpp"

namespace kpp {
namespace {

using client::make_error;
using client::Opaque;

/// librdkafka takes a null pointer for "no value", and an empty vector's data() may be null.
std::string_view never_null(std::string_view bytes) noexcept {
  return bytes.data() != nullptr ? bytes : std::string_view("");
}

/// Absent is a null pointer, empty is not.
std::string_view bytes_of(const std::optional<std::string_view>& bytes) noexcept {
  return bytes ? never_null(*bytes) : std::string_view();
}
std::string_view bytes_of(const std::optional<Blob>& blob) noexcept {
  return blob ? never_null(blob->view()) : std::string_view();
}

void* payload(std::string_view bytes) noexcept {
  return const_cast<char*>(bytes.data());
}

template <class Headers>
client::HeadersPtr make_headers(const Headers& headers) {
  client::HeadersPtr list(rd_kafka_headers_new(std::size(headers)));
  for (const auto& header : headers) {
    const std::string_view key = header.key;
    std::string_view value;
    if (header.value) value = never_null(*header.value);
    rd_kafka_header_add(list.get(), key.data(), static_cast<ssize_t>(key.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  return list;
}

}  // namespace

template <class AnyRecord>
Result<void> Producer::Impl::check(const AnyRecord& record) {
  // librdkafka reads a timestamp of 0 as "now".
  if (record.timestamp && *record.timestamp <= 0) [[unlikely]]
    return fail(ErrorCode::invalid_argument, "a record's timestamp must be greater than 0");
  if (record.partition && *record.partition < 0) [[unlikely]]
    return fail(ErrorCode::invalid_argument, "a record's partition must not be negative");
  return {};
}

template <class AnyRecord>
Producer::Impl::Outgoing Producer::Impl::outgoing(const AnyRecord& record) noexcept {
  return {.topic = record.topic,
          .value = {},
          .key = bytes_of(record.key),
          .timestamp = record.timestamp.value_or(0),
          .partition = record.partition.value_or(RD_KAFKA_PARTITION_UA),
          .flags = 0,
          .opaque = nullptr};
}

template <class Headers>
rd_kafka_resp_err_t Producer::Impl::produce_once(rd_kafka_topic_t* topic, const Outgoing& out,
                                                 const Headers& headers) {
  if (std::empty(headers) && out.timestamp == 0) {
    const int refused =
        rd_kafka_produce(topic, out.partition, out.flags, payload(out.value), out.value.size(),
                         out.key.data(), out.key.size(), out.opaque);
    return refused == 0 ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_last_error();
  }
  std::array<rd_kafka_vu_t, 8> parts{};
  std::size_t count = 0;
  const auto part = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t& {
    parts[count].vtype = type;
    return parts[count++];
  };
  part(RD_KAFKA_VTYPE_RKT).u.rkt = topic;
  part(RD_KAFKA_VTYPE_PARTITION).u.i32 = out.partition;
  part(RD_KAFKA_VTYPE_MSGFLAGS).u.i = out.flags;
  part(RD_KAFKA_VTYPE_OPAQUE).u.ptr = out.opaque;
  auto& value = part(RD_KAFKA_VTYPE_VALUE);
  value.u.mem.ptr = payload(out.value);
  value.u.mem.size = out.value.size();
  auto& key = part(RD_KAFKA_VTYPE_KEY);
  key.u.mem.ptr = payload(out.key);
  key.u.mem.size = out.key.size();
  if (out.timestamp != 0) part(RD_KAFKA_VTYPE_TIMESTAMP).u.i64 = out.timestamp;
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
      rd_kafka_topic_t* topic = topics_.recent(out.topic);
      if (topic == nullptr) [[unlikely]] {
        const auto found = topics_.find(out.topic);
        if (!found) {
          use.take_back();
          return tl::unexpected(found.error());
        }
        topic = *found;
      }
      err = produce_once(topic, out, headers);
      if (err == RD_KAFKA_RESP_ERR_NO_ERROR) [[likely]]
        return {};
      use.take_back();
    }
    if (err == RD_KAFKA_RESP_ERR__FATAL) return fail(client::fatal_error(rk_));
    if (err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION && out.partition < 0) {
      return fail(make_error(err, why_no_partition()).with_topic(std::string(out.topic)));
    }
    if (err != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      return fail(make_error(err).with_topic(std::string(out.topic)));
    }
    const auto now = Clock::now();
    if (!deadline) deadline = client::deadline_after(max_block);
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

bool Producer::Impl::send_plain(const RecordView& record) noexcept {
  const bool plain = record.headers.empty() && !record.timestamp && Opaque::fits(record.tag) &&
                     record.partition.value_or(0) >= 0;
  if (!plain) return false;
  Use use(*this, 1);
  rd_kafka_topic_t* topic = use.open() ? topics_.recent(record.topic) : nullptr;
  if (topic != nullptr) [[likely]] {
    const std::string_view value = bytes_of(record.value);
    const std::string_view key = bytes_of(record.key);
    if (rd_kafka_produce(topic, record.partition.value_or(RD_KAFKA_PARTITION_UA),
                         RD_KAFKA_MSG_F_COPY, payload(value), value.size(), key.data(), key.size(),
                         Opaque::from_tag(record.tag)) == 0) [[likely]] {
      return true;
    }
  }
  use.take_back();
  return false;
}

Result<void> Producer::Impl::send(const RecordView& record, DeliveryHandler& handler,
                                  Timeout max_block) {
  if (!handler && send_plain(record)) return {};
  if (auto fine = check(record); !fine) return fine;
  Outgoing out = outgoing(record);
  out.value = bytes_of(record.value);
  out.flags = RD_KAFKA_MSG_F_COPY;
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
  if (auto fine = check(record); !fine) return fine;
  Outgoing out = outgoing(record);
  if (!record.value && !handler && Opaque::fits(record.tag)) {
    out.opaque = Opaque::from_tag(record.tag);
    return produce(out, record.headers, max_block);
  }
  client::SendSlot* slot = slots_.acquire();
  slot->handler = std::move(handler);
  slot->tag = record.tag;
  // Looked at only once it is in the slot: a short string changes its address when it is moved.
  slot->value = std::exchange(record.value, std::nullopt);
  out.value = bytes_of(slot->value);
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
