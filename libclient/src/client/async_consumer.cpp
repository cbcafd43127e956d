// Awaited polls: one thread waits for the consumer's descriptor or the deadline and hands the next step to the executor.

#include <poll.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

#include "client/deadline.hpp"
#include "client/ready_event.hpp"
#include "kpp/ext/coro.hpp"
#include "kpp/ext/fd.hpp"

namespace kpp::ext {
namespace {

using client::Clock;

bool is_empty(const MessageBatch& batch) {
  return batch.empty() && batch.errors().empty() && batch.ends().empty();
}

}  // namespace

namespace detail {

/// What an `AsyncConsumer` and its thread share.
struct AsyncPolls {
  AsyncPolls(Consumer owned, ReadyFd event, Executor chosen)
      : consumer(std::move(owned)), ready(std::move(event)), executor(std::move(chosen)) {}

  void run_task(std::function<void()> task) const { executor ? executor(std::move(task)) : task(); }

  /// Has the task run when the consumer is ready, the time is over, or all ends.
  void wait(Clock::time_point until, std::function<void()> task) {
    {
      const std::lock_guard lock(mutex);
      if (!closing.load()) {
        deadline = until;
        waiting = std::move(task);
        changed.notify_one();
        return;
      }
    }
    run_task(std::move(task));
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!closing.load()) {
      if (!waiting) {
        changed.wait(lock, [&] { return closing.load() || waiting; });
        continue;
      }
      const auto until = deadline;
      lock.unlock();
      pollfd watched[] = {{.fd = ready.fd(), .events = POLLIN, .revents = 0},
                          {.fd = stop.fd(), .events = POLLIN, .revents = 0}};
      ::poll(watched, std::size(watched), client::whole_milliseconds(client::left_until(until)));
      const bool done = watched[0].revents != 0 || Clock::now() >= until;
      // Before the step that takes what is there: what comes later raises it again.
      if (done) ready.clear();
      lock.lock();
      if (done && !closing.load()) run_waiting(lock);
    }
    if (waiting) run_waiting(lock);
  }

  void run_waiting(std::unique_lock<std::mutex>& lock) {
    std::function<void()> task = std::exchange(waiting, nullptr);
    lock.unlock();
    if (task) run_task(std::move(task));
    lock.lock();
  }

  void close() {
    {
      const std::lock_guard lock(mutex);
      closing.store(true);
      changed.notify_one();
    }
    stop.raise();
    // The coroutine that owns the consumer may have come to its end upon that very thread.
    if (thread.get_id() == std::this_thread::get_id()) {
      thread.detach();
    } else {
      thread.join();
    }
    consumer.reset();
  }

  std::optional<Consumer> consumer;
  ReadyFd ready;
  const Executor executor;
  client::ReadyEvent stop;
  std::atomic<bool> busy{false};
  std::atomic<bool> closing{false};
  std::mutex mutex;
  std::condition_variable changed;
  Clock::time_point deadline{};
  std::function<void()> waiting;
  std::thread thread;
};

class AsyncPoll : public std::enable_shared_from_this<AsyncPoll> {
 public:
  AsyncPoll(std::shared_ptr<AsyncPolls> polls, Timeout timeout, std::size_t max)
      : polls_(std::move(polls)), max_(max) {
    deadline_ = client::deadline_after(timeout);
  }

  /// The first look, by the awaiting coroutine itself. True if there is an outcome.
  bool begin() {
    if (polls_->busy.exchange(true)) {
      outcome_ = fail(ErrorCode::concurrent_use, "another poll is awaited");
      return true;
    }
    begun_ = true;
    return look();
  }

  void suspend(std::coroutine_handle<> coroutine) {
    coroutine_ = coroutine;
    wait();
  }

  Result<MessageBatch> finish() {
    end();
    if (thrown_) std::rethrow_exception(thrown_);
    return std::move(outcome_);
  }

  void abandon() {
    abandoned_.store(true);
    end();
  }

 private:
  bool look() {
    if (polls_->closing.load()) {
      outcome_ = fail(ErrorCode::closed);
      return true;
    }
    try {
      outcome_ = polls_->consumer->poll(Timeout(0), max_);
    } catch (...) {  // a rebalance handler's own
      thrown_ = std::current_exception();
      return true;
    }
    return !outcome_ || !is_empty(*outcome_) || Clock::now() >= deadline_;
  }

  void wait() {
    polls_->wait(deadline_, [self = shared_from_this()] { self->step(); });
  }

  void step() {
    if (abandoned_.load()) return;
    if (!look()) return wait();
    // The last thing done here: the coroutine may destroy all that it owns.
    coroutine_.resume();
  }

  void end() {
    if (std::exchange(begun_, false)) polls_->busy.store(false);
  }

  std::shared_ptr<AsyncPolls> polls_;
  std::size_t max_;
  Clock::time_point deadline_;
  bool begun_ = false;
  std::atomic<bool> abandoned_{false};
  std::coroutine_handle<> coroutine_;
  Result<MessageBatch> outcome_;
  std::exception_ptr thrown_;
};

}  // namespace detail

PollAwaitable::PollAwaitable(std::shared_ptr<detail::AsyncPoll> poll) noexcept
    : poll_(std::move(poll)) {}

PollAwaitable::~PollAwaitable() {
  poll_->abandon();
}

bool PollAwaitable::await_ready() {
  return poll_->begin();
}

void PollAwaitable::await_suspend(std::coroutine_handle<> waiting) {
  // The coroutine may go on elsewhere, and destroy this object, before the call is over.
  const auto poll = poll_;
  poll->suspend(waiting);
}

Result<MessageBatch> PollAwaitable::await_resume() {
  return poll_->finish();
}

Result<AsyncConsumer> AsyncConsumer::create(Consumer consumer, Executor executor) {
  auto ready = ReadyFd::create(consumer);
  if (!ready) return tl::unexpected(ready.error());
  auto polls = std::make_shared<detail::AsyncPolls>(std::move(consumer), *std::move(ready),
                                                    std::move(executor));
  if (polls->stop.fd() < 0) return fail(ErrorCode::io_error, "no descriptor is left for an event");
  try {
    polls->thread = std::thread([polls] { polls->run(); });
  } catch (const std::system_error& error) {
    return fail(ErrorCode::io_error, error.what());
  }
  return AsyncConsumer(std::move(polls));
}

AsyncConsumer::AsyncConsumer(std::shared_ptr<detail::AsyncPolls> polls) noexcept
    : polls_(std::move(polls)) {}
AsyncConsumer::AsyncConsumer(AsyncConsumer&& other) noexcept = default;

AsyncConsumer& AsyncConsumer::operator=(AsyncConsumer&& other) noexcept {
  if (this != &other) {
    const AsyncConsumer replaced(std::exchange(polls_, std::move(other.polls_)));
  }
  return *this;
}

AsyncConsumer::~AsyncConsumer() {
  if (polls_) polls_->close();
}

PollAwaitable AsyncConsumer::poll(Timeout timeout, std::size_t max) {
  return PollAwaitable(std::make_shared<detail::AsyncPoll>(polls_, timeout, max));
}

Consumer& AsyncConsumer::consumer() noexcept {
  return *polls_->consumer;
}

}  // namespace kpp::ext
