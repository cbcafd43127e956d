#include "record_io/delimited_source.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace kpp::tools {

DelimitedSource::DelimitedSource(int fd, std::string delimiter, std::size_t longest,
                                 std::stop_token stop)
    : BufferedSource(fd, longest, std::move(stop)), delimiter_(std::move(delimiter)) {}

/// The place of the first delimiter in what is here, or `end_`.
std::size_t DelimitedSource::find_delimiter() noexcept {
  if (is_whole()) return end_;
  const void* found =
      ::memmem(buffer_.data() + searched_, end_ - searched_, delimiter_.data(), delimiter_.size());
  if (found != nullptr)
    return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
  // One may have begun in the last bytes.
  const std::size_t open = std::min(end_ - begin_, delimiter_.size() - 1);
  searched_ = std::max(searched_, end_ - open);
  return end_;
}

void DelimitedSource::make_room() {
  shift();
  // Only the bytes that may be a delimiter's first are still needed beyond the longest piece.
  const std::size_t open = is_whole() ? 0 : delimiter_.size() - 1;
  if (end_ > longest_ + open) {
    const std::size_t surplus = end_ - longest_ - open;
    std::memmove(buffer_.data() + longest_, buffer_.data() + end_ - open, open);
    end_ -= surplus;
    dropped_ += surplus;
    searched_ = std::min(searched_, longest_);
  }
}

DelimitedSource::State DelimitedSource::hand_out(Line& line, std::size_t stop, std::size_t next) {
  const std::size_t here = stop - begin_;
  line = {std::string_view(buffer_.data() + begin_, std::min(here, longest_)), here + dropped_};
  dropped_ = 0;
  begin_ = searched_ = next;
  return State::line;
}

DelimitedSource::State DelimitedSource::next(Line& line) {
  for (;;) {
    const std::size_t stop = find_delimiter();
    if (stop < end_ && !is_whole()) return hand_out(line, stop, stop + delimiter_.size());
    if (at_end_) {
      const bool last = begin_ < end_ || dropped_ > 0 || (is_whole() && !whole_is_out_);
      if (!last) return State::end;
      whole_is_out_ = true;
      return hand_out(line, end_, end_);
    }
    make_room();
    const State state = fill();
    if (state == State::stopped || state == State::failed) return state;
  }
}

}  // namespace kpp::tools
