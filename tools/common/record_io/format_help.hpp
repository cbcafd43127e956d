#pragma once
// What --help-format prints.

#include <span>
#include <string>
#include <string_view>

#include "record_io/record_fields.hpp"

namespace kpp::tools {

/// A format, and what it prints of `format_sample()`, with escapes for what is not text.
struct FormatExample {
  std::string_view format;
  std::string_view prints;
};

[[nodiscard]] std::span<const FormatExample> format_examples() noexcept;
/// The record of the examples.
[[nodiscard]] RecordFields format_sample() noexcept;

/// The letters, modifiers and escapes, and the examples.
[[nodiscard]] std::string format_help();

}  // namespace kpp::tools
