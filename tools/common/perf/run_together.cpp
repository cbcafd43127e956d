#include "perf/run_together.hpp"

#include <system_error>
#include <thread>

#include "perf/finish.hpp"

namespace kpp::tools {
namespace {

constexpr std::chrono::milliseconds live_step{500};

}  // namespace

std::chrono::steady_clock::time_point run_together(
    const std::vector<std::function<void()>>& runners, StopOnSignal& stop, Screen& screen,
    std::uint64_t records_wanted, const std::function<LiveFigures()>& figures) {
  Finish finish(runners.size());
  std::vector<std::jthread> threads;
  try {
    for (const auto& runner : runners)
      threads.emplace_back([&finish, &runner] {
        runner();
        finish.one_more();
      });
  } catch (const std::system_error&) {
    stop.request_stop();
    throw;
  }
  LiveLine live(records_wanted);
  while (!finish.wait(live_step))
    if (screen.has_live()) screen.live(live.text(figures()));
  screen.end_live();
  return finish.time();
}

}  // namespace kpp::tools
