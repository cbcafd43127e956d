#include "io/output.hpp"

#include <poll.h>
#include <unistd.h>

namespace kpp::tools {

bool Output::write_through(std::string_view data) {
  while (!data.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, data.data(), data.size());
    if (written >= 0) {
      data.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // A descriptor that another process made non-blocking; wait as a blocking one would.
      pollfd ready{fd_, POLLOUT, 0};
      ::poll(&ready, 1, -1);
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
