#pragma once
// Pieces of a descriptor with a delimiter of any length between them, every byte as it is; or all of it as one piece.

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "record_io/stoppable_input.hpp"
#include "record_io/text_source.hpp"

namespace kpp::tools {

class DelimitedSource final : public TextSource {
 public:
  /// Without a delimiter everything is one piece, also where there is nothing. With one, what stands behind the last one
  /// is a piece unless it is empty. A piece longer than `longest` bytes is cut, so that memory stays bounded.
  DelimitedSource(int fd, std::string delimiter, std::size_t longest, std::stop_token stop);

  [[nodiscard]] State next(Line& line) override;
  [[nodiscard]] bool unfinished() const noexcept override { return begin_ < end_ || dropped_ > 0; }
  [[nodiscard]] int error() const noexcept override { return input_.error(); }

 private:
  [[nodiscard]] bool is_whole() const noexcept { return delimiter_.empty(); }
  [[nodiscard]] std::size_t find_delimiter() noexcept;
  [[nodiscard]] State hand_out(Line& line, std::size_t stop, std::size_t next);
  void make_room();
  [[nodiscard]] State fill();

  StoppableInput input_;
  std::string delimiter_;
  std::size_t longest_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;     // of the piece that comes next
  std::size_t end_ = 0;       // of what was read
  std::size_t searched_ = 0;  // no delimiter begins before this
  bool at_end_ = false;
  bool whole_is_out_ = false;
  std::uint64_t dropped_ = 0;  // bytes of the piece at begin_ that were thrown away
};

}  // namespace kpp::tools
