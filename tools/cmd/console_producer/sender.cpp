#include "cmd/console_producer/sender.hpp"

#include <algorithm>
#include <string>

namespace kpp::tools::console_producer {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// How often a wait looks whether a signal came.
constexpr milliseconds step{100};
// What is left of the run after a signal.
constexpr milliseconds patience_after_signal{5000};

std::uint64_t varint_size(std::int64_t value) {
  // Kafka's records use zigzag varints.
  auto bits = static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63);
  std::uint64_t size = 1;
  for (; bits >= 0x80U; bits >>= 7U) ++size;
  return size;
}

std::uint64_t field_size(std::optional<std::uint64_t> size) {
  return size ? varint_size(static_cast<std::int64_t>(*size)) + *size : 1;
}

std::optional<std::uint64_t> size_of(std::optional<std::string_view> bytes) {
  if (!bytes) return std::nullopt;
  return bytes->size();
}

}  // namespace

std::uint64_t serialized_size(std::optional<std::uint64_t> key, std::optional<std::uint64_t> value,
                              std::span<const HeaderView> headers) {
  // A batch of its own, and a record whose numbers are all at their longest.
  constexpr std::uint64_t batch_overhead = 61;
  constexpr std::uint64_t record_overhead = 21;
  std::uint64_t size = batch_overhead + record_overhead + field_size(key) + field_size(value) +
                       varint_size(static_cast<std::int64_t>(headers.size()));
  for (const HeaderView& header : headers)
    size += field_size(header.key.size()) + field_size(size_of(header.value));
  return size;
}

std::optional<std::string> too_large(const Plan& plan, std::uint64_t size) {
  const auto sentence = [size](const std::string& limit) {
    return "The message is " + std::to_string(size) +
           " bytes when serialized which is larger than " + limit;
  };
  if (size > plan.max_request_size) {
    return sentence(std::to_string(plan.max_request_size) +
                    ", which is the value of the max.request.size configuration.");
  }
  if (size > plan.buffer_memory) {
    return sentence(
        "the total memory buffer you have configured with the buffer.memory configuration.");
  }
  return std::nullopt;
}

void Sender::refuse(const Undelivered& record) {
  ++read_;
  ++refused_;
  console_.not_delivered(record);
}

void Sender::skip() noexcept {
  ++read_;
  ++refused_;
}

bool Sender::send(const RecordView& record) {
  const auto key_size = size_of(record.key);
  const auto value_size = size_of(record.value);
  if (const auto reason = too_large(plan_, serialized_size(key_size, value_size, record.headers))) {
    refuse({record.topic, key_size, value_size, record.tag, *reason});
    return true;
  }
  auto done = outlet_.send(record);
  if (!done && done.error().code() == ErrorCode::queue_full) {
    // `send` has waited one step; the whole wait is max.block.ms, cut short by a signal.
    const auto start = Clock::now();
    const milliseconds longest(plan_.max_block_ms);
    do {
      done = outlet_.send(record);
    } while (!done && done.error().code() == ErrorCode::queue_full &&
             Clock::now() - start <
                 (signals_.stopped() ? std::min(longest, patience_after_signal) : longest));
  }
  if (done) {
    ++read_;
    return true;
  }
  refuse({record.topic, key_size, value_size, record.tag,
          why(done.error(), record.partition.value_or(-1))});
  return done.error().code() != ErrorCode::queue_full && !done.error().fatal();
}

void Sender::drain() {
  // The client itself gives a record up after delivery.timeout.ms.
  const auto deadline =
      Clock::now() + milliseconds(plan_.delivery_timeout_ms) + patience_after_signal;
  std::optional<Clock::time_point> stop;
  for (;;) {
    const auto flushed = outlet_.flush(step);
    if (flushed || flushed.error().code() != ErrorCode::timed_out) return;
    const auto now = Clock::now();
    if (signals_.stopped() && !stop) stop = now + patience_after_signal;
    if (now >= deadline || (stop && now >= *stop)) return;
  }
}

}  // namespace kpp::tools::console_producer
