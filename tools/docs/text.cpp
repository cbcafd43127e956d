#include <algorithm>

#include "docs.hpp"
#include "options/parse.hpp"

namespace kpp::tools {

std::string_view first_sentence(std::string_view help) {
  const std::size_t end = help.find(". ");
  if (end != std::string_view::npos) return help.substr(0, end);
  if (help.ends_with('.')) help.remove_suffix(1);
  return help;
}

std::string choice_words(std::string_view choices) {
  std::string words(choices);
  std::ranges::replace(words, '|', ' ');
  return words;
}

std::vector<const Option*> all_options(const CommandSpec& spec) {
  std::vector<const Option*> options;
  for (const Option& option : spec.options) options.push_back(&option);
  for (const Option& option : shared_options(spec)) options.push_back(&option);
  return options;
}

}  // namespace kpp::tools
