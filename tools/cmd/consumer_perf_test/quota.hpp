#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

namespace kpp::tools::consumer_perf_test {

/// Shares the records that are to be read out among the consumers, so that together they read so many and not one more. A
/// consumer takes a part before it polls, and gives back what it did not get. Whoever waits is served in the order of
/// coming: one that has nothing to read cannot keep the rest from those that have. Any thread.
class Quota {
 public:
  Quota(std::uint64_t records, std::size_t consumers) : left_(records), consumers_(consumers) {}

  /// So many may be read, at most `most`; 0 if there was nothing to be had within `patience`.
  [[nodiscard]] std::size_t take(std::size_t most, std::chrono::milliseconds patience);
  /// Of what was taken, so much was read; the rest is given back.
  void settle(std::size_t taken, std::size_t read);

  /// Everything has been read.
  [[nodiscard]] bool done() const;

 private:
  [[nodiscard]] std::size_t part(std::size_t most) const noexcept;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t left_;
  std::uint64_t taken_ = 0;
  std::size_t consumers_;
  std::uint64_t last_ticket_ = 0;
  std::deque<std::uint64_t> waiting_;
};

}  // namespace kpp::tools::consumer_perf_test
