#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace kpp::tools {

/// Where one thread waits until several others are done, and learns when the last of them was.
class Finish {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Finish(std::size_t runners) : running_(runners) {}

  /// By each of them, once.
  void one_more() {
    const std::lock_guard lock(mutex_);
    time_ = Clock::now();
    if (--running_ == 0) all_.notify_all();
  }

  /// Whether all are done now.
  [[nodiscard]] bool wait(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return all_.wait_for(lock, patience, [this] { return running_ == 0; });
  }
  [[nodiscard]] Clock::time_point time() const {
    const std::lock_guard lock(mutex_);
    return time_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable all_;
  std::size_t running_;
  Clock::time_point time_{};
};

}  // namespace kpp::tools
