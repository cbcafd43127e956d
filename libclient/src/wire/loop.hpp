#pragma once
/// \file
/// The event loop that all connections of one client share. It has no thread of its own: whoever
/// waits, runs it.
///
/// The first thread that waits runs the loop; others that wait meanwhile sleep until it wakes them,
/// and one of them takes over when it leaves. A program with one thread therefore starts none, and
/// an idle client costs nothing.
///
/// One mutex guards everything that lives on the loop. Handlers are called with it held; whoever
/// starts something on the loop holds it, too. It is never held while the loop sleeps.

#include <any>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace kpp::wire {

class Loop {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  using Lock = std::unique_lock<std::mutex>;

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  [[nodiscard]] Lock lock() { return Lock(mutex_); }

  /// A timer: `when` and a number that tells timers of the same moment apart.
  using TimerId = std::pair<Time, std::uint64_t>;
  /// With the lock held. Timers fire only while somebody waits.
  TimerId call_at(Time when, std::function<void()> handler);
  void cancel(const TimerId& id) noexcept { timers_.erase(id); }

  /// With the lock held: something that waiters ask about has changed.
  void notify() noexcept { changed_.notify_all(); }

  /// Runs `handler` on the loop, with the lock held. Any thread, with or without the lock.
  void post(std::function<void()> handler);

  /// Runs `work` on a thread of its own, then `then` with its result on the loop, with the lock
  /// held. If the loop goes first, `then` goes with it, unused; `work` must therefore own all that
  /// it touches. With the lock held.
  void run_aside(std::function<std::any()> work, std::function<void(std::any)> then);

  enum class Outcome : std::uint8_t { done, deadline, stopped };
  /// Without the lock: runs the loop, or waits for the thread that does, until `done()` (asked with
  /// the lock held).
  Outcome wait(const std::function<bool()>& done, Time deadline, const std::stop_token& stop = {});

  /// Calls the handlers that are ready now, if nobody else runs the loop. Without the lock.
  void poll();

  /// Asio's part, for those who include loop_native.hpp.
  struct Native;
  [[nodiscard]] Native& native() noexcept { return *native_; }

 private:
  struct Mailbox;
  void wake_runner();
  void deliver(std::uint64_t id, std::any result);
  bool fire_due_timers(Time now);
  void run_once(Lock& lock, Time until);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool running_ = false;
  Time running_until_{};
  std::uint64_t timers_made_ = 0;
  std::map<TimerId, std::function<void()>> timers_;
  std::uint64_t asides_started_ = 0;
  std::map<std::uint64_t, std::function<void(std::any)>> asides_;
  std::shared_ptr<Mailbox> mailbox_;
  std::unique_ptr<Native> native_;  // last: what its handlers refer to is still there when it goes
};

}  // namespace kpp::wire
