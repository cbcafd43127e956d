#pragma once
// Reading from a descriptor that may keep us waiting for ever: a stop ends the wait.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace kpp::tools {

/// Wakes a `poll(2)` when a stop is requested.
class StopEvent {
 public:
  explicit StopEvent(const std::stop_token& stop);
  StopEvent(const StopEvent&) = delete;
  StopEvent& operator=(const StopEvent&) = delete;
  ~StopEvent();
  [[nodiscard]] int fd() const noexcept { return fd_; }

 private:
  int fd_;
  std::optional<std::stop_callback<std::function<void()>>> callback_;
};

class StoppableInput {
 public:
  enum class State : std::uint8_t {
    data,
    end,      // of the input
    stopped,  // by the token
    failed,   // see `error()`
  };

  /// The descriptor stays the caller's.
  StoppableInput(int fd, std::stop_token stop);

  /// Waits for bytes and takes at most `room` of them; `count` says how many came.
  [[nodiscard]] State read(char* to, std::size_t room, std::size_t& count);
  /// The same behind `end` of what is in a buffer, which is made larger where there is little room.
  [[nodiscard]] State append(std::vector<char>& buffer, std::size_t& end);
  /// What a buffer begins with.
  static constexpr std::size_t block = 1U << 18U;
  /// errno of a failed read.
  [[nodiscard]] int error() const noexcept { return error_; }

 private:
  int fd_;
  std::stop_token stop_;
  StopEvent stop_event_;
  int error_ = 0;
};

}  // namespace kpp::tools
