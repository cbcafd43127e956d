#include "record_io/format_stream.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace kpp::tools {

FormatStream::FormatStream(int fd, InputFormat format, std::optional<std::string> null_marker,
                           std::size_t longest, std::stop_token stop)
    : input_(fd, std::move(stop)),
      format_(std::move(format)),
      fields_(std::move(null_marker)),
      longest_(longest),
      buffer_(StoppableInput::block),
      spans_(format_.steps.size()) {}

FormatStream::State FormatStream::bad(const std::string& what) {
  lost_ = true;
  problem_ = "Record " + std::to_string(number_) + ": " + what;
  return State::bad;
}

/// Reads more. `record` means that bytes came.
FormatStream::State FormatStream::fill() {
  if (at_end_) return State::end;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    cursor_ -= begin_;
    begin_ = 0;
  }
  switch (input_.append(buffer_, end_)) {
    case StoppableInput::State::data:
      return State::record;
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

FormatStream::State FormatStream::need(std::size_t size) {
  while (end_ - cursor_ < size)
    if (const State state = fill(); state != State::record) return state;
  return State::record;
}

/// The place of a text behind the cursor, counted from the cursor.
FormatStream::State FormatStream::find(const std::string& text, std::size_t& at) {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view here(buffer_.data() + cursor_, end_ - cursor_);
    at = here.find(text, searched);
    if (at != std::string_view::npos) return State::record;
    if (here.size() > longest_) return bad("it is too long to be a record");
    searched = here.size() - std::min(here.size(), text.size() - 1);
    if (const State state = fill(); state != State::record) return state;
  }
}

FormatStream::State FormatStream::take_literal(const InputStep& step) {
  const std::string& text = step.piece.text;
  const State state = need(text.size());
  const std::string_view here(buffer_.data() + cursor_, std::min(end_ - cursor_, text.size()));
  // The last record's last text may be missing, as the end of a last line may.
  if (state == State::end && here.empty() && &step == &format_.steps.back()) return State::record;
  if (state != State::record && state != State::end) return state;
  if (here != text) return bad("there is no '" + step.piece.source + "' where the format has it");
  cursor_ += text.size();
  return State::record;
}

/// Reads so many bytes and keeps none.
FormatStream::State FormatStream::pass_over(std::uint64_t size) {
  passed_over_ += size;
  while (size > end_ - cursor_) {
    size -= end_ - cursor_;
    end_ = cursor_;
    if (const State state = fill(); state != State::record) return state;
  }
  const auto left = static_cast<std::size_t>(size);
  std::memmove(buffer_.data() + cursor_, buffer_.data() + cursor_ + left, end_ - cursor_ - left);
  end_ -= left;
  return State::record;
}

FormatStream::State FormatStream::read_field(const InputStep& step, Span& span) {
  span = {cursor_ - begin_, 0, false};
  State state = State::record;
  switch (step.end) {
    case FieldEnd::width:
      span.size = width_of(step.piece.form);
      state = need(span.size);
      break;
    case FieldEnd::size: {
      const auto length = fields_.length_of(step.piece);
      span.null = !length;
      if (!length) return State::record;
      if (*length > longest_ || passed_over_ > 0) return pass_over(*length);
      span.size = static_cast<std::size_t>(*length);
      state = need(span.size);
      break;
    }
    case FieldEnd::literal:
      state = find(step.until, span.size);
      break;
    case FieldEnd::record:
      state = find("\n", span.size);
      if (state == State::end) {
        span.size = end_ - cursor_;
        state = State::record;
      }
      break;
  }
  // What is here may have moved.
  span.begin = cursor_ - begin_;
  if (state != State::record) return state;
  cursor_ += span.size;
  if (step.end == FieldEnd::record && cursor_ < end_) ++cursor_;
  return State::record;
}

FormatStream::State FormatStream::read_record() {
  for (std::size_t i = 0; i < format_.steps.size(); ++i) {
    const InputStep& step = format_.steps[i];
    const bool is_literal = step.piece.field == FormatField::literal;
    const State state = is_literal ? take_literal(step) : read_field(step, spans_[i]);
    if (state == State::end) return bad("the input ends in the middle of it");
    if (state != State::record) return state;
    // Sizes are needed at once; the rest moves until all is here.
    const bool is_size =
        step.piece.field == FormatField::key_size || step.piece.field == FormatField::value_size;
    if (!is_size) continue;
    if (const auto done = fields_.set(step.piece, text_of(spans_[i])); !done)
      return bad(done.error());
  }
  return State::record;
}

FormatStream::State FormatStream::next() {
  unfinished_ = false;
  if (lost_) return State::end;
  begin_ = cursor_;
  if (const State state = need(1); state != State::record) return state;
  ++number_;
  passed_over_ = 0;
  fields_.clear();
  if (const State state = read_record(); state != State::record) {
    unfinished_ = state == State::stopped;
    if (unfinished_) --number_;
    return state;
  }
  if (passed_over_ > 0) {
    size_ = passed_over_ + (cursor_ - begin_);
    return State::too_long;
  }
  for (std::size_t i = 0; i < format_.steps.size(); ++i) {
    const InputStep& step = format_.steps[i];
    if (step.piece.field == FormatField::literal) continue;
    const auto text =
        spans_[i].null ? std::nullopt : std::optional<std::string_view>(text_of(spans_[i]));
    if (const auto done = fields_.set(step.piece, text); !done) {
      problem_ = "Record " + std::to_string(number_) + ": " + done.error();
      return State::bad;
    }
  }
  record_ = fields_.record();
  return State::record;
}

}  // namespace kpp::tools
