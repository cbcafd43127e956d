#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "record_io/format_fields.hpp"
#include "record_io/format_input.hpp"
#include "record_io/record_reader.hpp"
#include "record_io/stoppable_input.hpp"

namespace kpp::tools {

/// Records whose fields are counted: one stands right behind the other, with any bytes in them.
class FormatStream final : public RecordReader {
 public:
  /// A record longer than `longest` bytes is read past, so that memory stays bounded.
  FormatStream(int fd, InputFormat format, std::optional<std::string> null_marker,
               std::size_t longest, std::stop_token stop);

  /// After `bad` nobody can tell where the next record begins: then there is nothing but the end.
  [[nodiscard]] State next() override;
  [[nodiscard]] bool unfinished() const noexcept override { return unfinished_; }
  [[nodiscard]] int error() const noexcept override { return input_.error(); }

 private:
  struct Span {
    std::size_t begin = 0;  // from the record's first byte
    std::size_t size = 0;
    bool null = false;
  };
  [[nodiscard]] State read_record();
  [[nodiscard]] State read_field(const InputStep& step, Span& span);
  [[nodiscard]] State need(std::size_t size);
  [[nodiscard]] State find(const std::string& text, std::size_t& at);
  [[nodiscard]] State take_literal(const InputStep& step);
  [[nodiscard]] State pass_over(std::uint64_t size);
  [[nodiscard]] State fill();
  [[nodiscard]] State bad(const std::string& what);
  [[nodiscard]] std::string_view text_of(const Span& span) const noexcept {
    return {buffer_.data() + begin_ + span.begin, span.size};
  }

  StoppableInput input_;
  InputFormat format_;
  FormatFields fields_;
  std::size_t longest_;
  std::vector<char> buffer_;
  std::vector<Span> spans_;
  std::size_t begin_ = 0;   // of the record
  std::size_t cursor_ = 0;  // behind what of it was read
  std::size_t end_ = 0;     // of what is here
  std::uint64_t passed_over_ = 0;
  bool at_end_ = false;
  bool lost_ = false;
  bool unfinished_ = false;
};

}  // namespace kpp::tools
