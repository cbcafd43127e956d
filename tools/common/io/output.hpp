#pragma once

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace kpp::tools {

/// Buffered writing to a file descriptor, in large blocks, that remembers the first failure. Not
/// thread-safe.
class Output {
 public:
  explicit Output(int fd, std::size_t block = 1U << 16U) : fd_(fd), block_(block) {
    buffer_.reserve(block);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  /// Writes what is left; a failure is lost, so call `flush` and look at it.
  ~Output() { flush(); }

  /// False once writing has failed; nothing more is written then.
  bool write(std::string_view data) {
    if (buffer_.size() + data.size() > block_) return write_slow(data);
    buffer_.append(data);
    return error_ == 0;
  }
  bool flush();

  /// A reader that takes nothing must not hold a process that was told to end: once a stop is
  /// requested, a write that waits longer than `grace` fails with ECANCELED. For pipes and
  /// terminals; without it a write waits as long as it takes.
  void give_up_on(std::stop_token stop, std::chrono::milliseconds grace);

  /// errno of the first failure, 0 if there was none. EPIPE: the reader has gone.
  [[nodiscard]] int error() const noexcept { return error_; }
  [[nodiscard]] int fd() const noexcept { return fd_; }

 private:
  bool write_slow(std::string_view data);
  bool write_through(std::string_view data);
  void wait_for_room();

  int fd_;
  std::size_t block_;
  int error_ = 0;
  std::stop_token stop_;
  std::chrono::milliseconds grace_{0};
  std::string buffer_;
};

/// The formatted parts joined without an intermediate string.
template <class... Parts>
bool print(Output& out, const Parts&... parts) {
  return (out.write(parts) && ...);
}

}  // namespace kpp::tools
