#pragma once
// One caller at a time, where a second one is told so instead of waiting for ever.

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace kpp::client {

class Turn {
 public:
  using Clock = std::chrono::steady_clock;

  /// Has the turn while it lives, if it could be had by the deadline.
  class Held {
   public:
    explicit Held(Turn& turn, Clock::time_point deadline = Clock::time_point::min())
        : turn_(turn), mine_(turn.take(deadline)) {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() {
      if (mine_) turn_.give_back();
    }
    explicit operator bool() const noexcept { return mine_; }

   private:
    Turn& turn_;
    bool mine_;
  };

 private:
  bool take(Clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    while (taken_) {
      if (Clock::now() >= deadline) return false;
      free_.wait_until(lock, deadline);
    }
    taken_ = true;
    return true;
  }
  void give_back() {
    const std::lock_guard lock(mutex_);
    taken_ = false;
    free_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
};

}  // namespace kpp::client
