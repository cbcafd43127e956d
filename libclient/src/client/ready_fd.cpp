#include "kpp/ext/fd.hpp"

#include <cstdint>
#include <utility>

#include "client/consumer_impl.hpp"
#include "client/ready_event.hpp"

namespace kpp {

Result<std::shared_ptr<client::ReadyEvent>> Consumer::Impl::ready_event() {
  const Owner owner(*this, Owner::Call::any);
  if (!owner.allowed()) return tl::unexpected(owner.allowed().error());
  if (ready_) return ready_;
  auto event = std::make_shared<client::ReadyEvent>();
  if (event->fd() < 0) return fail(ErrorCode::io_error, "no descriptor is left for an event");
  const std::uint64_t one = 1;
  rd_kafka_queue_io_event_enable(queue_.get(), event->fd(), &one, sizeof one);
  event->raise();  // for what has come before
  ready_ = std::move(event);
  return ready_;
}

void Consumer::Impl::forget_ready_event() noexcept {
  if (!ready_) return;
  rd_kafka_queue_io_event_enable(queue_.get(), -1, nullptr, 0);
  ready_->raise();
  ready_.reset();
}

namespace ext {

Result<ReadyFd> ReadyFd::create(Consumer& consumer) {
  if (!consumer.impl_) return fail(ErrorCode::closed);
  return consumer.impl_->ready_event().map(
      [](std::shared_ptr<client::ReadyEvent>&& event) { return ReadyFd(std::move(event)); });
}

ReadyFd::ReadyFd(std::shared_ptr<client::ReadyEvent> event) noexcept : event_(std::move(event)) {}

int ReadyFd::fd() const noexcept {
  return event_->fd();
}

void ReadyFd::clear() noexcept {
  event_->clear();
}

}  // namespace ext
}  // namespace kpp
