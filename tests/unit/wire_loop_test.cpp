#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "wire/loop.hpp"

using namespace std::chrono_literals;
using kpp::wire::Loop;
using Outcome = Loop::Outcome;

namespace {

Loop::Time in(std::chrono::milliseconds time) {
  return Loop::Clock::now() + time;
}
const std::function<bool()> never = [] { return false; };

}  // namespace

TEST_CASE("loop: timers fire in order of time, in the waiting thread, with the lock held") {
  Loop loop;
  std::vector<int> order;
  {
    const auto guard = loop.lock();
    loop.call_at(in(20ms), [&] { order.push_back(2); });
    loop.call_at(in(5ms), [&] { order.push_back(1); });
    const auto cancelled = loop.call_at(in(1ms), [&] { order.push_back(99); });
    loop.cancel(cancelled);
    loop.call_at(in(30ms), [&, self = std::this_thread::get_id()] {
      CHECK(self == std::this_thread::get_id());
      order.push_back(3);
    });
  }
  CHECK(loop.wait([&] { return order.size() == 3; }, in(5s)) == Outcome::done);
  CHECK(order == std::vector{1, 2, 3});
}

TEST_CASE("loop: a wait ends at its deadline, at a stop, at once if it is done") {
  Loop loop;
  CHECK(loop.wait([] { return true; }, in(0ms)) == Outcome::done);
  const auto start = Loop::Clock::now();
  CHECK(loop.wait(never, in(20ms)) == Outcome::deadline);
  CHECK(Loop::Clock::now() - start >= 20ms);

  std::stop_source stop;
  stop.request_stop();
  CHECK(loop.wait(never, in(10s), stop.get_token()) == Outcome::stopped);

  std::stop_source later;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(20ms);
    later.request_stop();
  });
  CHECK(loop.wait(never, in(10s), later.get_token()) == Outcome::stopped);
  CHECK(Loop::Clock::now() - start < 5s);
}

TEST_CASE("loop: a posted handler runs for whoever waits, from any thread") {
  Loop loop;
  bool posted = false;
  std::jthread poster([&] {
    std::this_thread::sleep_for(10ms);
    loop.post([&] {
      posted = true;
      loop.notify();
    });
  });
  CHECK(loop.wait([&] { return posted; }, in(5s)) == Outcome::done);
}

TEST_CASE("loop: an earlier timer set by another thread is not slept through") {
  Loop loop;
  bool fired = false;
  std::jthread other([&] {
    std::this_thread::sleep_for(20ms);
    const auto guard = loop.lock();
    loop.call_at(in(10ms), [&] { fired = true; });
  });
  const auto start = Loop::Clock::now();
  CHECK(loop.wait([&] { return fired; }, in(10s)) == Outcome::done);
  CHECK(Loop::Clock::now() - start < 5s);
}

TEST_CASE("loop: many threads wait at once; when the one that runs it leaves, another takes over") {
  Loop loop;
  constexpr int threads = 8;
  std::vector<int> fired(threads);
  std::atomic<int> done = 0;
  std::vector<std::jthread> waiters;
  for (int i = 0; i < threads; ++i)
    waiters.emplace_back([&, i] {
      {
        const auto guard = loop.lock();
        loop.call_at(in(std::chrono::milliseconds(5 * (i + 1))), [&, i] {
          fired[static_cast<std::size_t>(i)] = 1;
          loop.notify();
        });
      }
      if (loop.wait([&] { return fired[static_cast<std::size_t>(i)] == 1; }, in(10s)) ==
          Outcome::done)
        ++done;
    });
  waiters.clear();
  CHECK(done == threads);
}

TEST_CASE("loop: work aside comes back to the loop; a loop that is gone does not mind") {
  bool came = false;
  {
    Loop loop;
    {
      const auto guard = loop.lock();
      loop.run_aside([]() -> std::any { return 42; },
                     [&](const std::any& result) { came = std::any_cast<int>(result) == 42; });
    }
    CHECK(loop.wait([&] { return came; }, in(5s)) == Outcome::done);
  }

  const auto released = std::make_shared<std::atomic<bool>>(false);
  const auto finished = std::make_shared<std::atomic<bool>>(false);
  const auto token = std::make_shared<int>(1);
  {
    Loop loop;
    const auto guard = loop.lock();
    loop.run_aside(
        [released, finished]() -> std::any {
          while (!*released) std::this_thread::sleep_for(1ms);
          *finished = true;
          return 1;
        },
        [token](const std::any&) { FAIL("the loop is gone"); });
  }
  CHECK(token.use_count() == 1);  // the handler went with the loop
  *released = true;
  while (!*finished) std::this_thread::sleep_for(1ms);
}
