#include "io/status_line.hpp"

#include <sys/ioctl.h>

#include <string>

namespace kpp::tools {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

std::size_t columns_of(int fd) {
  constexpr std::size_t usual = 80;
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
  return size.ws_col;
}

}  // namespace

void StatusLine::show(std::string_view text) {
  // A line that fills the last column makes some terminals begin another.
  std::string line(erase_line);
  line += text.substr(0, columns_of(terminal_.fd()) - 1);
  terminal_.write(line);
  terminal_.flush();
  shown_ = true;
}

void StatusLine::clear() {
  if (!shown_) return;
  terminal_.write(erase_line);
  terminal_.flush();
  shown_ = false;
}

}  // namespace kpp::tools
