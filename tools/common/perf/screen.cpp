#include "perf/screen.hpp"

#include "io/terminal.hpp"

namespace kpp::tools {

void Screen::show(std::string_view text) {
  if (context_.format != OutputFormat::kafka) return;
  const std::lock_guard lock(mutex_);
  if (line_) line_->clear();
  context_.out.write(text);
  if (!context_.out.flush() && stop_ != nullptr) stop_->request_stop();
}

void Screen::note(std::string_view line) {
  const std::lock_guard lock(mutex_);
  context_.note(line);
}

void Screen::note_any(std::string_view line) {
  if (!line.empty()) note(line);
}

bool Screen::has_live() const {
  return takes_escapes(context_.err.fd());
}

void Screen::live(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!line_) {
    line_.emplace(context_.err);
    context_.status = &*line_;
  }
  line_->show(text);
}

void Screen::end_live() {
  const std::lock_guard lock(mutex_);
  context_.status = nullptr;
  line_.reset();
}

}  // namespace kpp::tools
