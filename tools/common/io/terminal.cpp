#include "io/terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace kpp::tools {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool is_terminal(int fd) noexcept {
  return ::isatty(fd) == 1;
}

bool takes_escapes(int fd) noexcept {
  const std::string_view term = variable("TERM");
  return is_terminal(fd) && !term.empty() && term != "dumb";
}

bool takes_colour(int fd) noexcept {
  return takes_escapes(fd) && variable("NO_COLOR").empty();
}

}  // namespace kpp::tools
