#include "record_io/record_reader.hpp"

namespace kpp::tools {

RecordReader::State TextReader::next() {
  Line line{};
  switch (source_->next(line)) {
    case TextSource::State::line:
      break;
    case TextSource::State::end:
      return State::end;
    case TextSource::State::stopped:
      return State::stopped;
    case TextSource::State::failed:
      return State::failed;
  }
  ++number_;
  size_ = line.size;
  if (line.size > line.text.size()) return State::too_long;
  auto parsed = parser_.parse(line.text, number_);
  if (!parsed) {
    problem_ = parsed.error().message();
    return State::bad;
  }
  record_ = *parsed;
  return State::record;
}

}  // namespace kpp::tools
