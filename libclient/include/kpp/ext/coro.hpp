#pragma once
/// \file
/// Coroutines (C++20): `co_await ext::send(...)` and `co_await consumer.poll(...)`.
///
///     struct Detached {  // or the task type of your own framework
///       struct promise_type {
///         Detached get_return_object() { return {}; }
///         std::suspend_never initial_suspend() noexcept { return {}; }
///         std::suspend_never final_suspend() noexcept { return {}; }
///         void return_void() {}
///         void unhandled_exception() { std::terminate(); }
///       };
///     };
///     kpp::ext::Executor on_my_loop = [](std::function<void()> task) { enqueue(std::move(task)); };
///
///     auto copy = [](kpp::ext::AsyncConsumer& from, kpp::Producer& to, kpp::ext::Executor executor) -> Detached {
///       for (;;) {
///         kpp::Result<kpp::MessageBatch> batch = co_await from.poll(std::chrono::seconds(1));
///         if (!batch) co_return;  // closed, or a fatal error
///         for (const kpp::MessageView& message : *batch) {
///           kpp::Record record = message.to_record();
///           record.topic += ".copy";
///           kpp::Result<kpp::DeliveryReport> sent = co_await kpp::ext::send(to, std::move(record), executor);
///           if (!sent) warn(sent.error());
///         }
///       }
///     };
///
/// **Which thread resumes** decides the `Executor`: it gets a task that resumes the coroutine, and runs it where and when
/// it likes, once, but not inside of its own call if that must not block. Without one (an empty function) a `send` goes on
/// upon the producer's event thread, where blocking calls of that producer are `would_deadlock`, and a `poll` upon the
/// waiting thread of its `AsyncConsumer`. What has its outcome at once (a record that is refused, a batch that is there)
/// does not suspend at all.
///
/// **Destroying a coroutine that waits** is safe: the task that comes later does nothing. The record is sent all the same.
/// Do it where the executor's tasks run; a task that is resuming it just then, on another thread, is a race, as ever.
///
/// **g++ 12.2** destroys the temporary of a `co_await send(producer, Record{...})` twice, which is its own bug: give the
/// record a name in a statement before, as above. clang 14 does not.
///
/// **Errors** are values, those of `Producer::try_send` and `Consumer::poll`; a full queue is `queue_full`, since
/// nothing here blocks: await an earlier record, and try again. What a rebalance handler throws comes out of
/// `co_await poll`. The executor must not throw.

#if !defined(__cpp_impl_coroutine)
#error "kpp/ext/coro.hpp needs a compiler with C++20 coroutines"
#endif

#include <atomic>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "kpp/consumer.hpp"
#include "kpp/error.hpp"
#include "kpp/export.hpp"
#include "kpp/producer.hpp"

namespace kpp::ext {

/// Runs a task, now or later, on a thread of its choice.
using Executor = std::function<void(std::function<void()> task)>;

namespace detail {

/// What a suspended coroutine and the one who will resume it share.
struct SendState {
  std::atomic<bool> abandoned{false};
  std::coroutine_handle<> waiting;
  std::optional<Result<DeliveryReport>> outcome;
};

}  // namespace detail

/// The awaitable of `send`. Await it once.
class SendAwaitable {
 public:
  SendAwaitable(Producer& producer, Record record, Executor executor)
      : producer_(producer), record_(std::move(record)), executor_(std::move(executor)) {}
  SendAwaitable(const SendAwaitable&) = delete;
  SendAwaitable& operator=(const SendAwaitable&) = delete;
  ~SendAwaitable() { state_->abandoned.store(true); }

  [[nodiscard]] bool await_ready() const noexcept { return false; }

  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    // From the moment the record is queued the coroutine may go on elsewhere, and this object with it: all that is
    // used after that is here.
    const auto state = state_;
    state->waiting = waiting;
    Record record = std::move(record_);
    auto report = [state, executor = std::move(executor_)](const Delivery& delivery) {
      state->outcome = to_report(delivery);
      auto resume = [state] {
        if (!state->abandoned.load()) state->waiting.resume();
      };
      executor ? executor(std::move(resume)) : resume();
    };
    if (Result<void> queued = producer_.try_send(record, std::move(report)); !queued) {
      state->outcome = tl::unexpected(std::move(queued).error());
      return false;
    }
    return true;
  }

  [[nodiscard]] Result<DeliveryReport> await_resume() { return *std::move(state_->outcome); }

 private:
  Producer& producer_;
  Record record_;
  Executor executor_;
  std::shared_ptr<detail::SendState> state_ = std::make_shared<detail::SendState>();
};

/// `co_await` it for the outcome of this record. The record is queued when it is awaited.
[[nodiscard]] inline SendAwaitable send(Producer& producer, Record record, Executor executor = {}) {
  return {producer, std::move(record), std::move(executor)};
}

namespace detail {
class AsyncPoll;
struct AsyncPolls;
}  // namespace detail

/// The awaitable of `AsyncConsumer::poll`. Await it once.
class KPP_API PollAwaitable {
 public:
  PollAwaitable(const PollAwaitable&) = delete;
  PollAwaitable& operator=(const PollAwaitable&) = delete;
  ~PollAwaitable();

  [[nodiscard]] bool await_ready();
  void await_suspend(std::coroutine_handle<> waiting);
  [[nodiscard]] Result<MessageBatch> await_resume();

 private:
  friend class AsyncConsumer;
  explicit PollAwaitable(std::shared_ptr<detail::AsyncPoll> poll) noexcept;
  std::shared_ptr<detail::AsyncPoll> poll_;
};

/// A consumer whose `poll` is awaited. It has one thread, which only waits; records are taken, and rebalance handlers
/// run, where the executor runs its tasks. So these must not run on two threads at a time.
class KPP_API AsyncConsumer {
 public:
  /// `io_error` if the process has no descriptor or no thread left.
  [[nodiscard]] static Result<AsyncConsumer> create(Consumer consumer, Executor executor = {});

  AsyncConsumer(AsyncConsumer&& other) noexcept;
  AsyncConsumer& operator=(AsyncConsumer&& other) noexcept;
  AsyncConsumer(const AsyncConsumer&) = delete;
  AsyncConsumer& operator=(const AsyncConsumer&) = delete;
  /// Closes the consumer as its destructor does. A coroutine that waits is resumed with `closed`.
  ~AsyncConsumer();

  /// As `Consumer::poll`: the batch is empty when `timeout` is over. One at a time; a second is `concurrent_use`.
  [[nodiscard]] PollAwaitable poll(Timeout timeout, std::size_t max = 0);

  /// For everything else. `wakeup` ends a `poll` that is awaited.
  [[nodiscard]] Consumer& consumer() noexcept;

 private:
  explicit AsyncConsumer(std::shared_ptr<detail::AsyncPolls> polls) noexcept;
  std::shared_ptr<detail::AsyncPolls> polls_;
};

}  // namespace kpp::ext
