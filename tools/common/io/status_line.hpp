#pragma once

#include <string_view>

#include "io/output.hpp"

namespace kpp::tools {

/// One line at the bottom of a terminal that is written again and again, and is gone in the end.
class StatusLine {
 public:
  explicit StatusLine(Output& terminal) : terminal_(terminal) {}
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;
  ~StatusLine() { clear(); }

  /// Replaces it; what has no room on the line is cut off. Text is ASCII.
  void show(std::string_view text);
  /// Before anything else is written to the terminal.
  void clear();

 private:
  Output& terminal_;
  bool shown_ = false;
};

}  // namespace kpp::tools
