#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kpp::test {

/// A pipe that is fed in pieces by a thread of its own.
class PipeFeed {
 public:
  explicit PipeFeed(std::vector<std::string> pieces) {
    REQUIRE(pipe(ends_.data()) == 0);
    writer_ = std::jthread([this, pieces = std::move(pieces)] {
      for (const std::string& piece : pieces) {
        std::string_view left = piece;
        while (!left.empty()) {
          const ssize_t written = write(ends_[1], left.data(), left.size());
          if (written <= 0) break;
          left.remove_prefix(static_cast<std::size_t>(written));
        }
      }
      close(ends_[1]);
    });
  }
  PipeFeed(const PipeFeed&) = delete;
  PipeFeed& operator=(const PipeFeed&) = delete;
  ~PipeFeed() {
    // Whoever reads may have stopped early: let the writer come to its end.
    std::array<char, 4096> rest{};
    while (read(ends_[0], rest.data(), rest.size()) > 0) {
    }
    writer_.join();
    close(ends_[0]);
  }
  [[nodiscard]] int fd() const { return ends_[0]; }

 private:
  std::array<int, 2> ends_{};
  std::jthread writer_;
};

}  // namespace kpp::test
