#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

#include "record_io/stoppable_input.hpp"
#include "record_io/text_source.hpp"

namespace kpp::tools {

/// A descriptor read in large blocks. What a piece is, and where it ends, is for the classes that derive from this.
class BufferedSource : public TextSource {
 public:
  [[nodiscard]] bool unfinished() const noexcept final { return begin_ < end_ || dropped_ > 0; }
  [[nodiscard]] int error() const noexcept final { return input_.error(); }

 protected:
  /// A piece longer than `longest` bytes is cut, so that memory stays bounded.
  BufferedSource(int fd, std::size_t longest, std::stop_token stop)
      : longest_(longest), buffer_(StoppableInput::block), input_(fd, std::move(stop)) {}

  /// Moves what was not handed out yet to the front.
  void shift() noexcept;
  /// Reads once. `line`: there is more now.
  [[nodiscard]] State fill();

  std::size_t longest_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;     // of what was not handed out yet
  std::size_t end_ = 0;       // of what was read
  std::size_t searched_ = 0;  // no piece ends before this
  bool at_end_ = false;
  std::uint64_t dropped_ = 0;  // bytes of the piece at begin_ that were thrown away

 private:
  StoppableInput input_;
};

}  // namespace kpp::tools
