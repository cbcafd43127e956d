#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "command.hpp"
#include "io/signals.hpp"

namespace kpp::tools {

/// What a running performance test shows: its lines on standard output, notes on standard error, and, where that is a
/// terminal, a live line below them. With --output json or csv standard output is left to what is printed at the end.
///
/// Any thread.
class Screen {
 public:
  explicit Screen(Context& context) : context_(context) {}
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen() { end_live(); }

  /// From now on a reader that has gone away ends the run. `stop` must outlive the run.
  void stop_if_unread(StopOnSignal& stop) { stop_ = &stop; }

  void show(std::string_view text);
  void note(std::string_view line);
  /// Nothing if it is empty.
  void note_any(std::string_view line);

  /// Whether `live` would show anything.
  [[nodiscard]] bool has_live() const;
  void live(std::string_view text);
  void end_live();

 private:
  Context& context_;
  StopOnSignal* stop_ = nullptr;
  std::mutex mutex_;
  std::optional<StatusLine> line_;
};

}  // namespace kpp::tools
