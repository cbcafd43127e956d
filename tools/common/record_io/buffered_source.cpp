#include "record_io/buffered_source.hpp"

#include <cstring>

namespace kpp::tools {

void BufferedSource::shift() noexcept {
  if (begin_ == 0) return;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  searched_ -= begin_;
  begin_ = 0;
}

BufferedSource::State BufferedSource::fill() {
  switch (input_.append(buffer_, end_)) {
    case StoppableInput::State::data:
      return State::line;
    case StoppableInput::State::end:
      at_end_ = true;
      return State::end;
    case StoppableInput::State::stopped:
      return State::stopped;
    case StoppableInput::State::failed:
      break;
  }
  return State::failed;
}

}  // namespace kpp::tools
