#pragma once
// A descriptor that is readable while a consumer may have something to hand out. Shared by the consumer, which lets
// librdkafka write to it, and by whoever waits at it: so it is never closed under a writer.

#include "kpp/error.hpp"

namespace kpp::client {

class ReadyEvent {
 public:
  /// A descriptor of -1 means that there was none to be had.
  ReadyEvent() noexcept;
  ReadyEvent(const ReadyEvent&) = delete;
  ReadyEvent& operator=(const ReadyEvent&) = delete;
  ~ReadyEvent();

  [[nodiscard]] int fd() const noexcept { return fd_; }
  void raise() const noexcept;
  void clear() const noexcept;

 private:
  int fd_;
};

}  // namespace kpp::client
