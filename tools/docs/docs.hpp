#pragma once
// Man pages and shell completions, made from the same tables that parse the command lines.

#include <string>
#include <vector>

#include "options/spec.hpp"

namespace kpp::tools {

[[nodiscard]] std::vector<const CommandSpec*> all_specs();

[[nodiscard]] std::string man_page(const CommandSpec& spec);
[[nodiscard]] std::string bash_completion(const CommandSpec& spec);
[[nodiscard]] std::string zsh_completion(const CommandSpec& spec);
[[nodiscard]] std::string fish_completion(const CommandSpec& spec);

/// The first sentence of an option's help, without the full stop.
[[nodiscard]] std::string_view first_sentence(std::string_view help);
/// "a|b|c" as "a b c", the form that all three shells take.
[[nodiscard]] std::string choice_words(std::string_view choices);
/// Every option a tool accepts, its own first.
[[nodiscard]] std::vector<const Option*> all_options(const CommandSpec& spec);

}  // namespace kpp::tools
