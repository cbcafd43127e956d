#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <stop_token>
#include <string>
#include <thread>

#include "io/output.hpp"

using kpp::tools::Output;

TEST_SUITE("output") {
  TEST_CASE("small writes are gathered, large ones pass in order") {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    {
      Output out(ends[1], 16);
      CHECK(out.write("abc"));
      CHECK(out.write("0123456789012345678901234567890"));
      CHECK(out.write("def"));
    }
    close(ends[1]);
    std::string got(100, '\0');
    got.resize(static_cast<std::size_t>(read(ends[0], got.data(), got.size())));
    close(ends[0]);
    CHECK(got == "abc0123456789012345678901234567890def");
  }

  TEST_CASE("a full disk is an error that stays") {
    const int fd = open("/dev/full", O_WRONLY);
    REQUIRE(fd >= 0);
    Output out(fd);
    CHECK(out.write("x"));
    CHECK_FALSE(out.flush());
    CHECK(out.error() == ENOSPC);
    CHECK_FALSE(out.write("y"));
    CHECK_FALSE(out.flush());
    close(fd);
  }

  TEST_CASE("a closed reader is EPIPE, not death") {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    close(ends[0]);
    Output out(ends[1], 4);
    CHECK_FALSE(out.write("more than the block"));
    CHECK(out.error() == EPIPE);
    close(ends[1]);
  }

  TEST_CASE("a reader that takes nothing cannot hold a process that is to end") {
    using namespace std::chrono_literals;
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const int flags = fcntl(ends[1], F_GETFL);
    const int ours = dup(ends[1]);
    {
      std::stop_source stop;
      Output out(ours);
      out.give_up_on(stop.get_token(), 50ms);
      CHECK(out.write("x"));
      CHECK(out.flush());
      const std::jthread later([&] {
        std::this_thread::sleep_for(100ms);
        stop.request_stop();
      });
      CHECK_FALSE(out.write(std::string(1'000'000, 'y')));  // more than a pipe holds
      CHECK(out.error() == ECANCELED);
    }
    CHECK(fcntl(ends[1], F_GETFL) == flags);
    close(ours);
    close(ends[0]);
    close(ends[1]);
  }
}
