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
  if (buffer_.size() - end_ < block / 2) buffer_.resize(buffer_.size() * 2);
  std::size_t count = 0;
  switch (input_.read(buffer_.data() + end_, buffer_.size() - end_, count)) {
    case StoppableInput::State::data:
      end_ += count;
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
