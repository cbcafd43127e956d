#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "cmd/console_producer/arguments.hpp"
#include "record_io/record_reader.hpp"

namespace kpp::tools::console_producer {

/// The records of all inputs, one input after the other, as often as they are to be repeated.
class Inputs {
 public:
  using State = RecordReader::State;

  Inputs(const Plan& plan, std::stop_token stop);
  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;
  ~Inputs();

  /// `end` is that of the last input.
  [[nodiscard]] State next();
  /// What came; see RecordReader. Not after `stopped` or `failed`.
  [[nodiscard]] const RecordReader& reader() const { return *reader_; }
  /// The mark of what came.
  [[nodiscard]] std::uint64_t tag() const noexcept;
  /// After `stopped`: bytes were taken that make no record yet, and nobody else can read them again.
  [[nodiscard]] bool unfinished() const noexcept;
  /// How many records or lines of the current input came.
  [[nodiscard]] std::uint64_t number() const noexcept { return reader_ ? reader_->number() : 0; }
  /// Which input is being read, and for which time.
  [[nodiscard]] std::size_t file() const noexcept { return file_; }
  [[nodiscard]] std::int64_t pass() const noexcept { return pass_; }
  /// After `failed`: a sentence.
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

 private:
  [[nodiscard]] State open();
  [[nodiscard]] State keep(int fd);
  void close_current() noexcept;
  [[nodiscard]] State failed(int error);

  const Plan& plan_;
  std::stop_token stop_;
  std::size_t file_ = 0;
  std::int64_t pass_ = 1;
  int fd_ = -1;
  std::unique_ptr<RecordReader> reader_;
  // After a stop: what a pipe has given is gone from it, so it is still sent; a file keeps what it has.
  bool would_be_lost_ = false;
  std::int64_t start_ = 0;  // where standard input began, if it is a file
  // With --repeat: what cannot be read twice, such as a pipe, is kept in a file without a name.
  std::vector<int> copies_;
  std::string problem_;
};

}  // namespace kpp::tools::console_producer
