#include "client/send_slot.hpp"

namespace kpp::client {

SendSlot* SendSlotPool::acquire() {
  const std::lock_guard lock(mutex_);
  if (free_ == nullptr) free_ = returned_.exchange(nullptr, std::memory_order_acquire);
  if (free_ == nullptr) return &slots_.emplace_back();
  SendSlot* slot = free_;
  free_ = slot->next;
  slot->next = nullptr;
  return slot;
}

void SendSlotPool::release_chain(SendSlot* first, SendSlot* last) noexcept {
  // Only ever taken whole, so a slot cannot come back between the load and the exchange (no ABA).
  SendSlot* head = returned_.load(std::memory_order_relaxed);
  do {
    last->next = head;
  } while (!returned_.compare_exchange_weak(head, first, std::memory_order_release,
                                            std::memory_order_relaxed));
}

}  // namespace kpp::client
