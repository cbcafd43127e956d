#include "wire/loop.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <system_error>
#include <thread>
#include <utility>

#include "wire/loop_native.hpp"

namespace kpp::wire {

/// How a thread that may outlive the loop reaches it.
struct Loop::Mailbox {
  std::mutex mutex;
  Loop* loop = nullptr;
};

Loop::Loop() : mailbox_(std::make_shared<Mailbox>()), native_(std::make_unique<Native>()) {
  mailbox_->loop = this;
}

Loop::~Loop() {
  {
    const std::lock_guard guard(mailbox_->mutex);
    mailbox_->loop = nullptr;
  }
  // Handlers own connections, whose sockets must be gone before the Asio half is. They may cancel
  // timers as they go.
  const auto timers = std::exchange(timers_, {});
  const auto asides = std::exchange(asides_, {});
}

Loop::TimerId Loop::call_at(Time when, std::function<void()> handler) {
  TimerId id{when, ++timers_made_};
  timers_.emplace(id, std::move(handler));
  if (running_ && when < running_until_) wake_runner();
  return id;
}

void Loop::post(std::function<void()> handler) {
  asio::post(native_->io, [this, handler = std::move(handler)] {
    const Lock guard = lock();
    handler();
  });
}

void Loop::run_aside(std::function<std::any()> work, std::function<void(std::any)> then) {
  const std::uint64_t id = ++asides_started_;
  asides_.emplace(id, std::move(then));
  const auto run = [id, mailbox = mailbox_, work = std::move(work)] {
    std::any result = work();
    const std::lock_guard guard(mailbox->mutex);
    if (Loop* loop = mailbox->loop; loop != nullptr)
      loop->post([loop, id, result = std::move(result)] { loop->deliver(id, result); });
  };
  try {
    std::thread(run).detach();
  } catch (const std::system_error&) {
    run();  // no thread to be had: late is better than never
  }
}

void Loop::deliver(std::uint64_t id, std::any result) {
  if (const auto aside = asides_.extract(id)) aside.mapped()(std::move(result));
}

void Loop::wake_runner() {
  asio::post(native_->io, [] {});
}

bool Loop::fire_due_timers(Time now) {
  bool fired = false;
  while (!timers_.empty() && timers_.begin()->first.first <= now) {
    const auto timer = timers_.extract(timers_.begin());
    timer.mapped()();
    fired = true;
  }
  return fired;
}

void Loop::run_once(Lock& lock, Time until) {
  running_ = true;
  if (!timers_.empty()) until = std::min(until, timers_.begin()->first.first);
  running_until_ = until;
  lock.unlock();
  if (native_->io.run_one_until(until) > 0) native_->io.poll();
  lock.lock();
  running_ = false;
}

Loop::Outcome Loop::wait(const std::function<bool()>& done, Time deadline,
                         const std::stop_token& stop) {
  // Outlives the lock below: its destructor waits for a callback that wants the lock.
  const std::stop_callback on_stop(stop, [this] {
    const Lock guard = lock();
    notify();
    wake_runner();
  });

  Lock guard = lock();
  Outcome outcome = Outcome::done;
  while (!done()) {
    const Time now = Clock::now();
    if (stop.stop_requested()) {
      outcome = Outcome::stopped;
      break;
    }
    if (now >= deadline) {
      outcome = Outcome::deadline;
      break;
    }
    if (running_) {
      changed_.wait_until(guard, deadline);
    } else if (!fire_due_timers(now)) {
      run_once(guard, deadline);
    }
  }
  if (!running_) notify();  // one of the others takes over
  return outcome;
}

void Loop::poll() {
  Lock guard = lock();
  if (running_) return;
  running_ = true;
  running_until_ = Time::min();
  guard.unlock();
  native_->io.poll();
  guard.lock();
  running_ = false;
  notify();
}

}  // namespace kpp::wire
