#include "record_io/line_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kpp::tools {

LineSource::LineSource(int fd, std::size_t longest, std::stop_token stop)
    : BufferedSource(fd, longest, std::move(stop)) {}

void LineSource::skip_line_feed() noexcept {
  if (!after_return_ || begin_ == end_) return;
  after_return_ = false;
  if (buffer_[begin_] == '\n') {
    ++begin_;
    searched_ = std::max(searched_, begin_);
    if (feed_ < searched_) feed_known_ = false;
  }
}

/// The place of the first line end in what is here, or `end_`. Both searches remember how far they
/// came, so that neither long lines nor files with '\r' alone are searched twice.
std::size_t LineSource::find_end() noexcept {
  if (!feed_known_) {
    const void* found = std::memchr(buffer_.data() + searched_, '\n', end_ - searched_);
    feed_ = found == nullptr
                ? end_
                : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
    feed_known_ = true;
  }
  const void* found = std::memchr(buffer_.data() + searched_, '\r', feed_ - searched_);
  if (found != nullptr)
    return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
  return feed_;
}

void LineSource::make_room() {
  shift();
  if (end_ - begin_ > longest_) {
    dropped_ += end_ - longest_;
    end_ = longest_;
    searched_ = end_;
  }
  feed_known_ = false;
}

LineSource::State LineSource::next(Line& line) {
  for (;;) {
    skip_line_feed();
    const std::size_t stop = begin_ < end_ ? find_end() : end_;
    const bool last = at_end_ && (begin_ < end_ || dropped_ > 0);
    if (stop < end_ || last) {
      const std::size_t kept = std::min(stop - begin_, longest_);
      line = {cut(begin_, begin_ + kept), stop - begin_ + dropped_};
      dropped_ = 0;
      if (stop < end_) after_return_ = buffer_[stop] == '\r';
      begin_ = searched_ = std::min(stop + 1, end_);
      if (feed_ < searched_) feed_known_ = false;
      return State::line;
    }
    if (at_end_) return State::end;
    searched_ = end_;
    make_room();
    const State state = fill();
    if (state == State::stopped || state == State::failed) return state;
  }
}

}  // namespace kpp::tools
