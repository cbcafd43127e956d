#include "cmd/console_producer/inputs.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "record_io/delimited_source.hpp"
#include "record_io/format_stream.hpp"
#include "record_io/line_source.hpp"

namespace kpp::tools::console_producer {
namespace {

std::unique_ptr<RecordReader> make_reader(const Plan& plan, int fd, const std::stop_token& stop) {
  // A longer line cannot become a record: parsing takes away separators and marks only.
  constexpr std::size_t separators = 65536;
  const Reading& reading = plan.reading;
  const std::size_t longest =
      static_cast<std::size_t>(plan.max_request_size) * reading.parser->letters_per_byte() +
      separators;
  if (reading.counted)
    return std::make_unique<FormatStream>(fd, *reading.counted, reading.null_marker, longest, stop);
  std::unique_ptr<TextSource> source;
  if (plan.whole_files || !reading.delimiter.empty()) {
    source = std::make_unique<DelimitedSource>(fd, reading.delimiter, longest, stop);
  } else {
    source = std::make_unique<LineSource>(fd, longest, stop);
  }
  return std::make_unique<TextReader>(std::move(source), *reading.parser);
}

bool is_regular_file(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

bool write_all(int fd, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(fd, bytes, count);
    if (written < 0 && errno != EINTR) return false;
    if (written < 0) continue;
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

Inputs::Inputs(const Plan& plan, std::stop_token stop)
    : plan_(plan), stop_(std::move(stop)), copies_(plan.names.count(), -1) {}

Inputs::~Inputs() {
  close_current();
  for (const int copy : copies_)
    if (copy >= 0) ::close(copy);
}

void Inputs::close_current() noexcept {
  reader_.reset();
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Inputs::State Inputs::failed(int error) {
  problem_ = "Cannot read " + plan_.names.name(file_) + ": " + std::strerror(error);
  return State::failed;
}

/// Copies what is read only once to a temporary file, which can be read again.
Inputs::State Inputs::keep(int fd) {
  std::FILE* file = std::tmpfile();
  const int copy = file == nullptr ? -1 : ::fcntl(::fileno(file), F_DUPFD_CLOEXEC, 3);
  if (file != nullptr) std::fclose(file);
  if (copy < 0) return failed(errno);
  copies_[file_] = copy;
  StoppableInput input(fd, stop_);
  std::array<char, 65536> block{};
  for (;;) {
    std::size_t count = 0;
    switch (input.read(block.data(), block.size(), count)) {
      case StoppableInput::State::data:
        if (!write_all(copy, block.data(), count)) {
          problem_ = "Cannot keep " + plan_.names.name(file_) +
                     " for --repeat in a temporary file: " + std::strerror(errno);
          return State::failed;
        }
        break;
      case StoppableInput::State::end:
        return State::record;
      case StoppableInput::State::stopped:
        return State::stopped;
      case StoppableInput::State::failed:
        return failed(input.error());
    }
  }
}

Inputs::State Inputs::open() {
  const bool is_standard_input = plan_.names.is_standard_input(file_);
  int fd = STDIN_FILENO;
  if (copies_[file_] >= 0) {
    fd = copies_[file_];
  } else if (!is_standard_input) {
    fd = fd_ = ::open(plan_.names.path(file_).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return failed(errno);
  }
  if (plan_.repeat > 1) {
    if (copies_[file_] < 0 && !is_regular_file(fd)) {
      if (const State kept = keep(fd); kept != State::record) return kept;
      fd = copies_[file_];
    }
    if (fd == STDIN_FILENO && pass_ == 1) start_ = ::lseek(fd, 0, SEEK_CUR);
    ::lseek(fd, fd == STDIN_FILENO ? start_ : 0, SEEK_SET);
  }
  would_be_lost_ = is_standard_input && copies_[file_] < 0;
  reader_ = make_reader(plan_, fd, stop_);
  return State::record;
}

Inputs::State Inputs::next() {
  for (;;) {
    if (!reader_)
      if (const State opened = open(); opened != State::record) return opened;
    if (stop_.stop_requested() && !would_be_lost_) return State::stopped;
    const State state = reader_->next();
    if (state == State::failed) return failed(reader_->error());
    if (state != State::end) return state;
    if (file_ + 1 == plan_.names.count() && pass_ == plan_.repeat) return State::end;
    close_current();
    if (++file_ == plan_.names.count()) {
      file_ = 0;
      ++pass_;
    }
  }
}

bool Inputs::unfinished() const noexcept {
  return would_be_lost_ && reader_ && reader_->unfinished();
}

std::uint64_t Inputs::tag() const noexcept {
  return InputNames::tag(file_, reader_->number());
}

}  // namespace kpp::tools::console_producer
