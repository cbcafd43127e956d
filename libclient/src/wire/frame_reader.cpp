#include "wire/frame_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "wire/header.hpp"

namespace kpp::wire {

std::span<std::byte> FrameReader::space() {
  if (reads_straight_into_body()) {
    if (body_filled_ == body_.size()) {
      const std::size_t step = std::max(body_.size(), 8 * input_size);
      body_.resize(std::min(*expected_, body_.size() + step));
    }
    return std::span(body_).subspan(body_filled_);
  }
  if (begin_ > 0) {
    std::memmove(input_.data(), input_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return std::span(input_).subspan(end_);
}

void FrameReader::filled(std::size_t size) {
  if (reads_straight_into_body()) {
    body_filled_ += size;
  } else {
    end_ += size;
  }
}

Result<std::optional<Bytes>> FrameReader::next() {
  if (!expected_) {
    if (unread().size() < frame_length_size) return std::nullopt;
    const Result<std::size_t> length =
        parse_frame_length(unread().first<frame_length_size>(), limit_);
    if (!length) return fail(length.error());
    expected_ = *length;
    begin_ += frame_length_size;
  }
  const std::size_t wanted = std::min(*expected_ - body_filled_, end_ - begin_);
  if (wanted > 0) {
    body_.resize(std::max(body_.size(), body_filled_ + wanted));
    std::memcpy(body_.data() + body_filled_, input_.data() + begin_, wanted);
    body_filled_ += wanted;
    begin_ += wanted;
  }
  if (body_filled_ < *expected_) return std::nullopt;
  expected_.reset();
  body_filled_ = 0;
  return std::exchange(body_, {});
}

}  // namespace kpp::wire
