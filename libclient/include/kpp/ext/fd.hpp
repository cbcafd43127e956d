#pragma once
/// \file
/// `ext::ReadyFd`: a descriptor for `epoll` and its kin that is readable when a consumer has something to hand out, so that
/// one loop serves Kafka, sockets and timers without a thread of its own.
///
///     auto ready = kpp::ext::ReadyFd::create(consumer);
///     if (!ready) return complain(ready.error());
///     pollfd waiting{.fd = ready->fd(), .events = POLLIN, .revents = 0};
///     while (running && poll(&waiting, 1, 60000) >= 0) {  // once a minute also without a record, see below
///       ready->clear();
///       for (;;) {
///         kpp::Result<kpp::MessageBatch> batch = consumer.poll(std::chrono::milliseconds(0));
///         if (!batch) return complain(batch.error());
///         if (batch->empty() && batch->errors().empty() && batch->ends().empty()) break;
///         for (const kpp::MessageView& message : *batch) handle(message);
///       }
///     }
///
/// **The rule:** when it is readable, `clear` it, then `poll` with a timeout of zero **until there is nothing**. It is
/// raised when something comes to an empty queue, not for every record, so what one leaves there is not announced again.
/// Readable does not promise a record: rebalances, log lines, errors, statistics, answers to commits, `wakeup` and
/// `close` raise it, too, and all of these happen inside `poll`. It is readable from the beginning, once.
///
/// `poll` at least every `max.poll.interval.ms` (five minutes), or the group takes the member for dead; with a commit
/// mode that commits by interval, about as often as that.
///
/// **Lifetime:** it may outlive the consumer, and the other way: the descriptor is closed when both are gone. After
/// `close` it is readable a last time. Take it out of the epoll set before destroying it.
///
/// **Threads:** `create` on the consumer's thread; `fd` and `clear` on any. Several for one consumer share one
/// descriptor, so only one of them should be waited at. Producers need none: their reports come on their own thread.

#include <memory>

#include "kpp/consumer.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"

namespace kpp::client {
class ReadyEvent;
}

namespace kpp::ext {

class KPP_API ReadyFd {
 public:
  /// `closed` after the consumer's `close`, `io_error` if the process has no descriptor left.
  [[nodiscard]] static Result<ReadyFd> create(Consumer& consumer);

  /// For waiting only: nothing but `clear` should read it.
  [[nodiscard]] int fd() const noexcept;
  /// Makes it unreadable until the consumer has something again.
  void clear() noexcept;

 private:
  explicit ReadyFd(std::shared_ptr<client::ReadyEvent> event) noexcept;
  std::shared_ptr<client::ReadyEvent> event_;
};

}  // namespace kpp::ext
