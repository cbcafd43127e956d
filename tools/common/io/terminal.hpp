#pragma once
// What a person who looks at a terminal gets, and a program does not.

namespace kpp::tools {

[[nodiscard]] bool is_terminal(int fd) noexcept;

/// Whether escape sequences make sense there: a terminal that knows them, by TERM.
[[nodiscard]] bool takes_escapes(int fd) noexcept;

/// The same, and nobody has asked for no colour (NO_COLOR, see no-color.org).
[[nodiscard]] bool takes_colour(int fd) noexcept;

}  // namespace kpp::tools
