#pragma once
// SIGINT and SIGTERM, in the two ways the tools need them, and SIGHUP, which comes when a terminal is closed. SIGPIPE is
// ignored by every tool (see main.cpp): a closed reader is an error of `write`, with a sentence and a status.

#include <atomic>
#include <functional>
#include <stop_token>
#include <thread>

namespace kpp::tools {

/// For tools that only ask and print: a signal ends the process at once with 130 or 143.
void exit_on_signal() noexcept;

/// For tools that have something to finish: the first signal requests a stop, and `status()` is
/// then 130, 143 or 129. A second one ends the process at once. Make it before any other thread is
/// started: the signals are blocked in all threads and taken by one of its own, so no code of ours
/// runs inside a signal handler.
class StopOnSignal {
 public:
  StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
  ~StopOnSignal();

  [[nodiscard]] std::stop_token token() const noexcept { return source_.get_token(); }
  [[nodiscard]] bool stopped() const noexcept { return source_.stop_requested(); }
  /// Asks for a stop as a signal would; for the tool's own reasons.
  void request_stop() noexcept { source_.request_stop(); }
  /// 128 + the signal's number; 0 if none came.
  [[nodiscard]] int status() const noexcept { return status_.load(); }

 private:
  void watch(const std::stop_token& own_stop);

  std::stop_source source_;
  std::atomic<int> status_{0};
  std::jthread watcher_;
};

/// While there is nothing to finish yet, such as before a broker has answered: a signal ends the process at once, after
/// these words.
class LeaveOnSignal {
 public:
  explicit LeaveOnSignal(const StopOnSignal& signals, std::function<void()> last_words = {});

 private:
  std::stop_callback<std::function<void()>> leave_;
};

}  // namespace kpp::tools
