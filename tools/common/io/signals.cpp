#include "io/signals.hpp"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <utility>

namespace kpp::tools {
namespace {

constexpr std::chrono::milliseconds same_request{50};

sigset_t stop_signals() noexcept {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  // nohup(1) has it ignored, but what is blocked comes all the same.
  struct sigaction hangup {};
  if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
    sigaddset(&set, SIGHUP);
  return set;
}

extern "C" void exit_now(int signal) {
  ::_exit(128 + signal);
}

}  // namespace

void exit_on_signal() noexcept {
  struct sigaction action {};
  action.sa_handler = exit_now;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

StopOnSignal::StopOnSignal() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::jthread([this](const std::stop_token& own_stop) { watch(own_stop); });
}

StopOnSignal::~StopOnSignal() {
  watcher_.request_stop();
  // Wakes sigwaitinfo without touching the process's own state: the watcher sees that it is to end.
  // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): it is blocked everywhere and taken by sigwaitinfo
  pthread_kill(watcher_.native_handle(), SIGTERM);
  watcher_.join();
}

void StopOnSignal::watch(const std::stop_token& own_stop) {
  using Clock = std::chrono::steady_clock;
  const sigset_t set = stop_signals();
  Clock::time_point first;
  while (!own_stop.stop_requested()) {
    const int signal = sigwaitinfo(&set, nullptr);
    if (signal < 0 || own_stop.stop_requested()) continue;
    if (status_ != 0) {
      // A terminal that is closed says so itself, and its shell again.
      if (signal == SIGHUP) continue;
      // timeout(1) signals a process and then its group: the same request twice.
      if (Clock::now() - first > same_request) ::_exit(128 + signal);
      continue;
    }
    first = Clock::now();
    status_ = 128 + signal;
    source_.request_stop();
  }
}

LeaveOnSignal::LeaveOnSignal(const StopOnSignal& signals, std::function<void()> last_words)
    : leave_(signals.token(), [&signals, last_words = std::move(last_words)] {
        if (signals.status() == 0) return;  // the tool's own request, which it goes on with
        if (last_words) last_words();
        ::_exit(signals.status());
      }) {}

}  // namespace kpp::tools
