#pragma once

#include <memory>
#include <string_view>
#include <tl/expected.hpp>

namespace kpp::tools::console_consumer {

/// A regular expression in Java's words, looked for in bytes; (?i) at its beginning makes no difference between upper
/// and lower case. Runs on POSIX's engine, which takes values of any length without a deep stack.
class Pattern {
 public:
  /// The error is a sentence.
  [[nodiscard]] static tl::expected<Pattern, std::string> compile(std::string_view java);
  [[nodiscard]] bool is_in(std::string_view text) const noexcept;

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace kpp::tools::console_consumer
