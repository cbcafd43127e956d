#pragma once
// Pieces of a descriptor with a delimiter of any length between them, every byte as it is; or all of it as one piece.

#include <cstddef>
#include <stop_token>
#include <string>

#include "record_io/buffered_source.hpp"

namespace kpp::tools {

class DelimitedSource final : public BufferedSource {
 public:
  /// Without a delimiter everything is one piece, also where there is nothing. With one, what stands behind the last one
  /// is a piece unless it is empty. A piece longer than `longest` bytes is cut, so that memory stays bounded.
  DelimitedSource(int fd, std::string delimiter, std::size_t longest, std::stop_token stop);

  [[nodiscard]] State next(Line& line) override;

 private:
  [[nodiscard]] bool is_whole() const noexcept { return delimiter_.empty(); }
  [[nodiscard]] std::size_t find_delimiter() noexcept;
  [[nodiscard]] State hand_out(Line& line, std::size_t stop, std::size_t next);
  void make_room();

  std::string delimiter_;
  bool whole_is_out_ = false;
};

}  // namespace kpp::tools
