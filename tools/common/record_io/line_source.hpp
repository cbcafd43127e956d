#pragma once
// Lines of a descriptor, in large blocks, as Java's BufferedReader cuts them: "\n", "\r" and "\r\n"
// end a line, and so does the end of the input.

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

#include "record_io/stoppable_input.hpp"
#include "record_io/text_source.hpp"

namespace kpp::tools {

class LineSource final : public TextSource {
 public:
  /// A line longer than `longest` bytes is cut, so that memory stays bounded.
  LineSource(int fd, std::size_t longest, std::stop_token stop);

  [[nodiscard]] State next(Line& line) override;
  [[nodiscard]] bool unfinished() const noexcept override { return begin_ < end_ || dropped_ > 0; }
  [[nodiscard]] int error() const noexcept override { return input_.error(); }

 private:
  [[nodiscard]] std::size_t find_end() noexcept;
  [[nodiscard]] std::string_view cut(std::size_t from, std::size_t to) const noexcept {
    return {buffer_.data() + from, to - from};
  }
  void skip_line_feed() noexcept;
  void make_room();
  [[nodiscard]] State fill();

  StoppableInput input_;
  std::size_t longest_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;     // of what was not handed out yet
  std::size_t end_ = 0;       // of what was read
  std::size_t searched_ = 0;  // no line end before this
  std::size_t feed_ = 0;      // the next '\n' at or after searched_, or end_ if there is none
  bool feed_known_ = false;
  bool after_return_ = false;  // the last line ended in '\r': a '\n' now belongs to it
  bool at_end_ = false;
  std::uint64_t dropped_ = 0;  // bytes of the line at begin_ that were thrown away
};

}  // namespace kpp::tools
