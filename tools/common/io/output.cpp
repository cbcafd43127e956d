#include "io/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace kpp::tools {

void Output::give_up_on(std::stop_token stop, std::chrono::milliseconds grace) {
  stop_ = std::move(stop);
  grace_ = grace;
  struct stat info {};
  if (::fstat(fd_, &info) != 0 || !(S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode))) return;
  if ((::fcntl(fd_, F_GETFL) & O_ACCMODE) == O_RDONLY) return;
  // A second opening of the same pipe has flags of its own: to make the one we were given
  // non-blocking would do it to every process that shares it.
  const std::string path = "/proc/self/fd/" + std::to_string(fd_);
  const int own = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (own < 0) return;
  ::dup2(own, fd_);
  ::close(own);
}

/// For a descriptor that is non-blocking, by us or by another process.
void Output::wait_for_room() {
  using Clock = std::chrono::steady_clock;
  constexpr int step_ms = 50;
  const bool bounded = stop_.stop_possible();
  auto waiting_since = Clock::now();
  pollfd ready{fd_, POLLOUT, 0};
  while (::poll(&ready, 1, bounded ? step_ms : -1) == 0) {
    if (!stop_.stop_requested()) {
      waiting_since = Clock::now();
    } else if (Clock::now() - waiting_since >= grace_) {
      error_ = ECANCELED;
      return;
    }
  }
}

bool Output::write_through(std::string_view data) {
  while (!data.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, data.data(), data.size());
    if (written >= 0) {
      data.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      wait_for_room();
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

bool Output::flush() {
  const bool done = buffer_.empty() ? error_ == 0 : write_through(buffer_);
  buffer_.clear();
  return done;
}

bool Output::write_slow(std::string_view data) {
  flush();
  if (data.size() >= block_) return write_through(data);
  buffer_.append(data);
  return error_ == 0;
}

}  // namespace kpp::tools
