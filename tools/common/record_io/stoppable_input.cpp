#include "record_io/stoppable_input.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace kpp::tools {

StopEvent::StopEvent(const std::stop_token& stop) : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  callback_.emplace(stop, [fd = fd_] { ::eventfd_write(fd, 1); });
}

StopEvent::~StopEvent() {
  callback_.reset();
  if (fd_ >= 0) ::close(fd_);
}

StoppableInput::StoppableInput(int fd, std::stop_token stop)
    : fd_(fd), stop_(std::move(stop)), stop_event_(stop_) {}

StoppableInput::State StoppableInput::read(char* to, std::size_t room, std::size_t& count) {
  count = 0;
  for (;;) {
    if (stop_.stop_requested()) return State::stopped;
    std::array<pollfd, 2> waiting{pollfd{fd_, POLLIN, 0}, pollfd{stop_event_.fd(), POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno == EINTR) continue;
      error_ = errno;
      return State::failed;
    }
    if ((waiting[1].revents & POLLIN) != 0) return State::stopped;
    const ssize_t taken = ::read(fd_, to, room);
    if (taken > 0) {
      count = static_cast<std::size_t>(taken);
      return State::data;
    }
    if (taken == 0) return State::end;
    if (errno != EINTR && errno != EAGAIN) {
      error_ = errno;
      return State::failed;
    }
  }
}

StoppableInput::State StoppableInput::append(std::vector<char>& buffer, std::size_t& end) {
  if (buffer.size() - end < block / 2) buffer.resize(buffer.size() * 2);
  std::size_t count = 0;
  const State state = read(buffer.data() + end, buffer.size() - end, count);
  if (state == State::data) end += count;
  return state;
}

}  // namespace kpp::tools
