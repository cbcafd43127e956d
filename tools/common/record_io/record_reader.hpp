#pragma once
// The records of one input, one after the other: text that a parser reads, or a format of one's own.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "record_io/record_parser.hpp"
#include "record_io/text_source.hpp"

namespace kpp::tools {

class RecordReader {
 public:
  enum class State : std::uint8_t {
    record,
    bad,       // no record, see `problem()`
    too_long,  // to become a record; see `size()`
    end,       // of the input
    stopped,   // by the token; records that were already here came before
    failed,    // see `error()`
  };

  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  [[nodiscard]] virtual State next() = 0;
  /// After `record`; valid until the next call.
  [[nodiscard]] const ParsedRecord& record() const noexcept { return record_; }
  /// Which record or line of the input the last one was, from 1.
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
  /// After `bad`: a sentence.
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  /// After `too_long`: how many bytes of the input it was.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// After `stopped`: another had begun.
  [[nodiscard]] virtual bool unfinished() const noexcept = 0;
  /// errno of a failed read.
  [[nodiscard]] virtual int error() const noexcept = 0;

 protected:
  ParsedRecord record_{};
  std::uint64_t number_ = 0;
  std::uint64_t size_ = 0;
  std::string problem_;
};

/// Each piece of a text is a record, or is none.
class TextReader final : public RecordReader {
 public:
  TextReader(std::unique_ptr<TextSource> source, RecordParser& parser)
      : source_(std::move(source)), parser_(parser) {}

  [[nodiscard]] State next() override;
  [[nodiscard]] bool unfinished() const noexcept override { return source_->unfinished(); }
  [[nodiscard]] int error() const noexcept override { return source_->error(); }

 private:
  std::unique_ptr<TextSource> source_;
  RecordParser& parser_;
};

}  // namespace kpp::tools
