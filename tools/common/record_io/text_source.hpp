#pragma once
// Where the text of one record after the other comes from: one class per way of cutting an input into pieces.

#include <cstdint>
#include <string_view>

namespace kpp::tools {

struct Line {
  std::string_view text;  // without its end; valid until the next call
  std::uint64_t size;     // more than text.size(): the line was too long and its rest was dropped
};

class TextSource {
 public:
  enum class State : std::uint8_t {
    line,
    end,      // of the input
    stopped,  // by the token; lines that were already here came before
    failed,   // see `error()`
  };

  TextSource() = default;
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;
  virtual ~TextSource() = default;

  [[nodiscard]] virtual State next(Line& line) = 0;
  /// After `stopped`: a line had begun.
  [[nodiscard]] virtual bool unfinished() const noexcept = 0;
  /// errno of a failed read.
  [[nodiscard]] virtual int error() const noexcept = 0;
};

}  // namespace kpp::tools
