#pragma once
// How far a run has come, for a person who waits while the records go to a file.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "io/status_line.hpp"

namespace kpp::tools::console_consumer {

/// Of the records that are to be read, where that is known.
struct Share {
  std::int64_t done = 0;
  std::int64_t total = 0;
};

struct ProgressFigures {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;  // of their keys and values
  std::chrono::milliseconds elapsed{0};
  std::optional<Share> share{};
  std::optional<std::int64_t> lag{};  // how many there are beyond
};

/// "120000 records, 12.3 MB, 61000/s, 6.2 MB/s, 40% done, 0:03 left, lag 180000"
[[nodiscard]] std::string progress_text(const ProgressFigures& figures);

/// Shows it from time to time.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Progress(StatusLine& line) : line_(line) {}

  /// Whether it is time to show the next.
  [[nodiscard]] bool is_due() const { return Clock::now() >= next_; }
  /// Takes the time itself.
  void show(ProgressFigures figures);

 private:
  StatusLine& line_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::milliseconds(300);
};

}  // namespace kpp::tools::console_consumer
