#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <string>

#include "io/output.hpp"

namespace kpp::test {

/// What a function writes to an `Output`. It must fit a pipe, that is, 64 KiB.
template <class Function>
std::string captured(const Function& write) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  {
    tools::Output out(ends[1]);
    write(out);
  }
  close(ends[1]);
  std::string got;
  std::array<char, 4096> part{};
  for (ssize_t count = 0; (count = read(ends[0], part.data(), part.size())) > 0;)
    got.append(part.data(), static_cast<std::size_t>(count));
  close(ends[0]);
  return got;
}

}  // namespace kpp::test
