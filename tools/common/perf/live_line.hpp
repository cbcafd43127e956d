#pragma once
// How far a run has come, for a person who waits for its end.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace kpp::tools {

/// Of the run so far.
struct LiveFigures {
  std::chrono::microseconds elapsed{0};
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  std::uint64_t failed = 0;  // records that are done with, but in vain
  struct Latency {
    std::chrono::microseconds p50;
    std::chrono::microseconds p99;
  };
  std::optional<Latency> latency{};
};

/// Makes the line. Rates are those of the last seconds, so that a stall is seen; the time left is worked out from the whole.
///
/// Not thread-safe.
class LiveLine {
 public:
  explicit LiveLine(std::uint64_t records_wanted) : wanted_(records_wanted) {}

  /// "40% done, 61000 records/s, 5.82 MB/s, p50 1.2 ms, p99 5.4 ms, 0:03 left"
  [[nodiscard]] std::string text(const LiveFigures& now);

 private:
  std::uint64_t wanted_;
  std::deque<LiveFigures> before_;
};

}  // namespace kpp::tools
