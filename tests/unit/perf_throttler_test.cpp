#include <doctest/doctest.h>

#include <thread>

#include "perf/throttler.hpp"

using kpp::tools::Throttler;
using Clock = Throttler::Clock;
using std::chrono::milliseconds;

namespace {

milliseconds run(double rate, std::uint64_t records) {
  const auto start = Clock::now();
  Throttler throttler(rate, start);
  for (std::uint64_t i = 0; i < records; ++i) throttler.pace(i, Clock::now(), {});
  return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
}

}  // namespace

TEST_SUITE("throttler") {
  TEST_CASE("a rate is never exceeded by more than what a sleep covers") {
    // 200 records at 1000 a second need 200 ms; sleeping may only make it longer.
    const milliseconds took = run(1000, 200);
    CHECK(took >= milliseconds(185));
    CHECK(took < milliseconds(2000));
  }

  TEST_CASE("no limit does not wait") {
    CHECK(run(-1, 100'000) < milliseconds(1000));
    CHECK_FALSE(Throttler(-1, Clock::now()).limited());
  }

  TEST_CASE("who is behind does not wait") {
    const auto start = Clock::now() - std::chrono::seconds(10);
    Throttler throttler(10, start);
    const auto before = Clock::now();
    for (std::uint64_t i = 0; i < 90; ++i) throttler.pace(i, Clock::now(), {});
    CHECK(Clock::now() - before < milliseconds(500));
  }

  TEST_CASE("a stop ends every wait, also that of rate zero and of an absurdly low one") {
    for (const double rate : {0.0, 1e-9, 0.001}) {
      std::stop_source stop;
      std::jthread stopper([&] {
        std::this_thread::sleep_for(milliseconds(30));
        stop.request_stop();
      });
      const auto start = Clock::now() - milliseconds(1);
      Throttler throttler(rate, start);
      throttler.pace(1, Clock::now(), stop.get_token());
      CHECK(stop.stop_requested());
      throttler.pace(2, Clock::now(), stop.get_token());  // does not wait any more
      CHECK(Clock::now() - start < milliseconds(2000));
    }
  }
}
