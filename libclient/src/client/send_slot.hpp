#pragma once
// What a record needs between `send` and its report: the moved value, which librdkafka points into,
// and its handler.
//
// Slots are pooled, so that a steady stream of records allocates none. Senders take them one by one
// under a lock; the event thread gives back a whole batch with one exchange.

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

#include "kpp/producer.hpp"

namespace kpp::client {

struct SendSlot {
  std::optional<Blob> value;
  DeliveryHandler handler;
  std::uint64_t tag = 0;
  SendSlot* next = nullptr;
};

class SendSlotPool {
 public:
  [[nodiscard]] SendSlot* acquire();
  /// For a record that was refused, too.
  void release(SendSlot* slot) noexcept { release_chain(slot, slot); }
  /// A chain by `next`, its members already emptied.
  void release_chain(SendSlot* first, SendSlot* last) noexcept;

 private:
  std::mutex mutex_;
  SendSlot* free_ = nullptr;                  // senders' side, under mutex_
  std::atomic<SendSlot*> returned_{nullptr};  // pushed by anyone, taken whole
  std::deque<SendSlot> slots_;                // owns all, under mutex_
};

/// A record's opaque: a slot, or, where none is needed, the tag itself with the lowest bit set.
// NOLINTBEGIN(performance-no-int-to-ptr): librdkafka hands back a pointer, and the tag must travel in it.
class Opaque {
 public:
  static bool fits(std::uint64_t tag) noexcept { return tag >> 63 == 0; }
  static void* from_tag(std::uint64_t tag) noexcept {
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(tag << 1 | 1));
  }
  explicit Opaque(void* raw) noexcept : bits_(reinterpret_cast<std::uintptr_t>(raw)) {}
  [[nodiscard]] SendSlot* slot() const noexcept {
    return (bits_ & 1) != 0 ? nullptr : reinterpret_cast<SendSlot*>(bits_);
  }
  [[nodiscard]] std::uint64_t tag() const noexcept {
    const SendSlot* held = slot();
    return held != nullptr ? held->tag : bits_ >> 1;
  }

 private:
  std::uintptr_t bits_;
};
// NOLINTEND(performance-no-int-to-ptr)
static_assert(sizeof(std::uintptr_t) == 8, "a tag travels in a pointer");

}  // namespace kpp::client
