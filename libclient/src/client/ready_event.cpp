#include "client/ready_event.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace kpp::client {

ReadyEvent::ReadyEvent() noexcept : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

ReadyEvent::~ReadyEvent() {
  if (fd_ >= 0) close(fd_);
}

void ReadyEvent::raise() const noexcept {
  const std::uint64_t one = 1;
  // It can only fail because it is raised up to the brim already.
  [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
}

void ReadyEvent::clear() const noexcept {
  std::uint64_t count = 0;
  // It can only fail because it was not raised.
  [[maybe_unused]] const ssize_t got = read(fd_, &count, sizeof count);
}

}  // namespace kpp::client
