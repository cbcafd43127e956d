#pragma once
// Lines of a descriptor, in large blocks, as Java's BufferedReader cuts them: "\n", "\r" and "\r\n"
// end a line, and so does the end of the input.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
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

struct Line {
  std::string_view text;  // without its end; valid until the next call
  std::uint64_t size;     // more than text.size(): the line was too long and its rest was dropped
};

class LineSource {
 public:
  enum class State : std::uint8_t {
    line,
    end,      // of the input
    stopped,  // by the token; lines that were already here came before
    failed,   // see `error()`
  };

  /// A line longer than `longest` bytes is cut, so that memory stays bounded.
  LineSource(int fd, std::size_t longest, std::stop_token stop);

  [[nodiscard]] State next(Line& line);
  /// The next line is here: `next` will neither wait nor read.
  [[nodiscard]] bool ready();
  /// After `stopped`: a line had begun.
  [[nodiscard]] bool unfinished() const noexcept { return begin_ < end_ || dropped_ > 0; }
  /// errno of a failed read.
  [[nodiscard]] int error() const noexcept { return error_; }

 private:
  [[nodiscard]] std::size_t find_end() noexcept;
  [[nodiscard]] std::string_view cut(std::size_t from, std::size_t to) const noexcept {
    return {buffer_.data() + from, to - from};
  }
  void skip_line_feed() noexcept;
  void make_room();
  [[nodiscard]] State fill();

  int fd_;
  std::size_t longest_;
  std::stop_token stop_;
  StopEvent stop_event_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;     // of what was not handed out yet
  std::size_t end_ = 0;       // of what was read
  std::size_t searched_ = 0;  // no line end before this
  std::size_t feed_ = 0;      // the next '\n' at or after searched_, or end_ if there is none
  bool feed_known_ = false;
  bool after_return_ = false;  // the last line ended in '\r': a '\n' now belongs to it
  bool at_end_ = false;
  std::uint64_t dropped_ = 0;  // bytes of the line at begin_ that were thrown away
  int error_ = 0;
};

}  // namespace kpp::tools
