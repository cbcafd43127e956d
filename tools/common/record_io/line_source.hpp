#pragma once
// Lines of a descriptor, in large blocks, as Java's BufferedReader cuts them: "\n", "\r" and "\r\n"
// end a line, and so does the end of the input.

#include <cstddef>
#include <stop_token>
#include <string_view>

#include "record_io/buffered_source.hpp"

namespace kpp::tools {

class LineSource final : public BufferedSource {
 public:
  /// A line longer than `longest` bytes is cut, so that memory stays bounded.
  LineSource(int fd, std::size_t longest, std::stop_token stop);

  [[nodiscard]] State next(Line& line) override;

 private:
  [[nodiscard]] std::size_t find_end() noexcept;
  [[nodiscard]] std::string_view cut(std::size_t from, std::size_t to) const noexcept {
    return {buffer_.data() + from, to - from};
  }
  void skip_line_feed() noexcept;
  void make_room();

  std::size_t feed_ = 0;  // the next '\n' at or after searched_, or end_ if there is none
  bool feed_known_ = false;
  bool after_return_ = false;  // the last line ended in '\r': a '\n' now belongs to it
};

}  // namespace kpp::tools
