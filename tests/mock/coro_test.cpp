// Awaited sends and polls, resumed by an executor of the test.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "kpp/ext/coro.hpp"
#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

/// A coroutine that starts at once, and is destroyed with this object, whether it came to its end or waits.
class Task {
 public:
  struct promise_type {
    bool done = false;
    std::exception_ptr thrown;
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept { done = true; }
    void unhandled_exception() noexcept { thrown = std::current_exception(); }
  };

  Task(Task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
  Task& operator=(Task&&) = delete;
  ~Task() { destroy(); }

  void destroy() {
    if (coroutine_) std::exchange(coroutine_, {}).destroy();
  }
  [[nodiscard]] bool done() const { return coroutine_.promise().done; }
  [[nodiscard]] std::exception_ptr thrown() const { return coroutine_.promise().thrown; }

 private:
  explicit Task(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
  std::coroutine_handle<promise_type> coroutine_;
};

/// A coroutine that nobody holds: its frame is gone when it has come to its end, on whatever thread.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

bool becomes_true(const std::atomic<bool>& flag) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (!flag.load() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(1ms);
  return flag.load();
}

/// Tasks run where `run_until` is called.
class Loop {
 public:
  [[nodiscard]] ext::Executor executor() {
    return [this](std::function<void()> task) {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
      came_.notify_one();
    };
  }

  template <class Condition>
  bool run_until(Condition condition, std::chrono::milliseconds within = 20s) {
    const auto deadline = std::chrono::steady_clock::now() + within;
    while (!condition()) {
      std::unique_lock lock(mutex_);
      if (!came_.wait_until(lock, deadline, [&] { return !tasks_.empty(); })) return condition();
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
    return true;
  }

  bool wait_for_task() {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, 20s, [&] { return !tasks_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::function<void()>> tasks_;
};

Consumer reader_of(const MockCluster& cluster) {
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{.topic = "t", .partition = 0, .at = Position::earliest()}}));
  return consumer;
}

Task send_some(Producer& producer, ext::Executor executor, int count,
               std::vector<std::int64_t>& offsets, std::thread::id& resumed_by) {
  for (int i = 0; i < count; ++i) {
    Record record{.topic = "t", .value = std::to_string(i)};
    const auto report = co_await ext::send(producer, std::move(record), executor);
    resumed_by = std::this_thread::get_id();
    offsets.push_back(must(report).offset);
  }
}

Task send_one(Producer& producer, ext::Executor executor, Record record,
              std::optional<Result<DeliveryReport>>& outcome) {
  outcome = co_await ext::send(producer, std::move(record), std::move(executor));
}

Task read_some(ext::AsyncConsumer& consumer, std::size_t count, std::vector<std::string>& values) {
  while (values.size() < count) {
    const MessageBatch batch = must(co_await consumer.poll(10s, 3));
    for (const MessageView& message : batch) values.emplace_back(message.value().value_or("null"));
  }
}

Task poll_once(ext::AsyncConsumer& consumer, Timeout timeout,
               std::optional<Result<MessageBatch>>& outcome) {
  outcome = co_await consumer.poll(timeout);
}

Detached send_two(Producer& producer, std::vector<std::int64_t>& offsets,
                  std::thread::id& resumed_by, std::atomic<bool>& ended) {
  for (int i = 0; i < 2; ++i) {
    Record record{.topic = "t", .value = "v"};
    const auto report = co_await ext::send(producer, std::move(record));
    offsets.push_back(report ? report->offset : -1);
  }
  resumed_by = std::this_thread::get_id();
  ended = true;
}

/// Owns its consumer, whose end is here, too.
Detached read_and_end(ext::AsyncConsumer given, std::size_t& messages, std::atomic<bool>& ended) {
  {
    ext::AsyncConsumer consumer = std::move(given);
    const auto batch = co_await consumer.poll(20s);
    messages = batch ? batch->size() : 0;
  }
  ended = true;
}

}  // namespace

TEST_CASE("coro: an awaited send resumes with the offset, on the executor's thread") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Producer producer = make_producer(cluster.config({{"linger.ms", "0"}}));
  Loop loop;
  std::vector<std::int64_t> offsets;
  std::thread::id resumed_by;
  const Task task = send_some(producer, loop.executor(), 3, offsets, resumed_by);
  REQUIRE(loop.run_until([&] { return task.done(); }));
  CHECK(offsets == std::vector<std::int64_t>{0, 1, 2});
  CHECK(resumed_by == std::this_thread::get_id());
}

TEST_CASE("coro: without an executor a send goes on upon the producer's thread") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  std::vector<std::int64_t> offsets;
  std::thread::id resumed_by;
  std::atomic<bool> ended{false};
  Producer producer = make_producer(cluster.config({{"linger.ms", "0"}}));
  send_two(producer, offsets, resumed_by, ended);
  REQUIRE(becomes_true(ended));
  CHECK(offsets == std::vector<std::int64_t>{0, 1});
  CHECK(resumed_by != std::this_thread::get_id());
}

TEST_CASE("coro: a record that fails or is refused resumes with its error") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  must(cluster.fail_next(Api::produce, ErrorCode::topic_authorization_failed));
  Producer producer = make_producer(cluster.config());
  Loop loop;
  std::optional<Result<DeliveryReport>> outcome;
  const Task failed =
      send_one(producer, loop.executor(), Record{.topic = "t", .value = "v"}, outcome);
  REQUIRE(loop.run_until([&] { return failed.done(); }));
  CHECK(outcome->error().code() == ErrorCode::topic_authorization_failed);
  producer.close(5s);
  const Task refused =
      send_one(producer, loop.executor(), Record{.topic = "t", .value = "v"}, outcome);
  CHECK(refused.done());  // without a suspension
  CHECK(outcome->error().code() == ErrorCode::closed);
}

TEST_CASE(
    "coro: a coroutine that awaits a send may be destroyed, before the report and after its task "
    "is queued") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Producer producer = make_producer(cluster.config({{"linger.ms", "0"}}));
  Loop loop;
  std::optional<Result<DeliveryReport>> outcome;
  must(cluster.delay(1, 100ms));
  Task early = send_one(producer, loop.executor(), Record{.topic = "t", .value = "early"}, outcome);
  early.destroy();
  REQUIRE(loop.wait_for_task());
  CHECK_FALSE(loop.run_until([&] { return outcome.has_value(); }, 1ms));

  Task late = send_one(producer, loop.executor(), Record{.topic = "t", .value = "late"}, outcome);
  REQUIRE(loop.wait_for_task());
  late.destroy();
  CHECK_FALSE(loop.run_until([&] { return outcome.has_value(); }, 1ms));
  CHECK(producer.close(10s).delivered == 2);
}

TEST_CASE("coro: awaited polls hand out every record, also those that come later") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  auto consumer = must(ext::AsyncConsumer::create(reader_of(cluster), loop.executor()));
  std::vector<std::string> values;
  const Task task = read_some(consumer, 20, values);
  CHECK_FALSE(task.done());
  std::jthread writer([&] {
    fill(cluster, "t", 10);
    fill(cluster, "t", 10);
  });
  REQUIRE(loop.run_until([&] { return task.done(); }));
  CHECK(values.size() == 20);
  CHECK(values.back() == "9");
}

TEST_CASE("coro: an awaited poll ends empty when its time is over") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  auto consumer = must(ext::AsyncConsumer::create(reader_of(cluster), loop.executor()));
  std::optional<Result<MessageBatch>> outcome;
  const auto took = duration_of([&] {
    const Task task = poll_once(consumer, 50ms, outcome);
    REQUIRE(loop.run_until([&] { return task.done(); }));
  });
  CHECK(must(*std::move(outcome)).empty());
  CHECK(took >= 50ms);
}

TEST_CASE("coro: wakeup ends an awaited poll, and a second one at a time is refused") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  auto consumer = must(ext::AsyncConsumer::create(reader_of(cluster), loop.executor()));
  std::optional<Result<MessageBatch>> first;
  std::optional<Result<MessageBatch>> second;
  const Task waits = poll_once(consumer, 20s, first);
  const Task refused = poll_once(consumer, 20s, second);
  CHECK(refused.done());
  CHECK(second->error().code() == ErrorCode::concurrent_use);
  consumer.consumer().wakeup();
  REQUIRE(loop.run_until([&] { return waits.done(); }));
  CHECK(first->error().code() == ErrorCode::cancelled);
}

TEST_CASE("coro: a coroutine that awaits a poll may be destroyed, and another goes on") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  auto consumer = must(ext::AsyncConsumer::create(reader_of(cluster), loop.executor()));
  std::vector<std::string> never;
  Task abandoned = read_some(consumer, 5, never);
  abandoned.destroy();
  fill(cluster, "t", 5);
  std::vector<std::string> values;
  const Task task = read_some(consumer, 5, values);
  REQUIRE(loop.run_until([&] { return task.done(); }));
  CHECK(values.size() == 5);
  CHECK(never.empty());
}

TEST_CASE("coro: a consumer that ends resumes who waits with closed") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  std::optional<Result<MessageBatch>> outcome;
  std::optional<ext::AsyncConsumer> consumer =
      must(ext::AsyncConsumer::create(reader_of(cluster), loop.executor()));
  const Task task = poll_once(*consumer, 20s, outcome);
  consumer.reset();
  REQUIRE(loop.run_until([&] { return task.done(); }));
  CHECK(outcome->error().code() == ErrorCode::closed);
}

TEST_CASE("coro: what a rebalance handler throws comes out of the awaited poll") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  Loop loop;
  auto consumer =
      must(ext::AsyncConsumer::create(make_consumer(cluster.group_config("g")), loop.executor()));
  must(consumer.consumer().subscribe(
      {"t"}, {.on_assigned = [](RebalanceContext&) { throw std::runtime_error("mine"); }}));
  std::optional<Result<MessageBatch>> outcome;
  const Task task = poll_once(consumer, 20s, outcome);
  REQUIRE(loop.run_until([&] { return task.thrown() != nullptr; }));
  CHECK_THROWS_WITH(std::rethrow_exception(task.thrown()), "mine");
}

TEST_CASE(
    "coro: without an executor the consumer may end upon its own thread, with the coroutine") {
  MockCluster cluster;
  must(cluster.create_topic("t"));
  std::size_t messages = 0;
  std::atomic<bool> ended{false};
  read_and_end(must(ext::AsyncConsumer::create(reader_of(cluster))), messages, ended);
  fill(cluster, "t", 1);
  REQUIRE(becomes_true(ended));
  CHECK(messages == 1);
}
