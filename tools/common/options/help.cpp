#include <algorithm>

#include "options/parse.hpp"

// The text of --help: usage line, options by section, examples.

namespace kpp::tools {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t text_column = 8;

/// Breaks `text` at blanks so that no line is wider than `width`.
void wrap(std::string& out, std::string_view text, std::size_t indent) {
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (column == 0) {
      out.append(indent, ' ');
      column = indent;
    } else if (column + 1 + word.size() > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    if (end < text.size() && text[end] == '\n') {
      out += '\n';
      column = 0;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
}

std::string signature(const Option& option) {
  std::string text = option.letter != 0 ? std::string{'-', option.letter, ',', ' '} : "";
  text += "--" + std::string(option.name);
  const std::string value(option.placeholder);
  switch (option.argument) {
    case Argument::none:
      break;
    case Argument::required:
      text += ' ' + value;
      break;
    case Argument::optional:
      text += " [" + value + ']';
      break;
    case Argument::words:
      text += ' ' + value + "...";
      break;
  }
  return text;
}

/// "ACTION", "[FILE...]"
std::string usage_of(const Operand& operand) {
  const std::string word = std::string(operand.name) + (operand.repeatable ? "..." : "");
  return operand.required ? word : '[' + word + ']';
}

}  // namespace

std::string help_text(const CommandSpec& spec) {
  std::string text = "Usage: " + std::string(spec.name);
  for (const Operand& operand : spec.operands) text += ' ' + usage_of(operand);
  text += " OPTION...\n\n";
  wrap(text, spec.summary, 0);
  if (!spec.operands.empty()) {
    for (const Operand& operand : spec.operands) {
      text += "\n  " + std::string(operand.name) + '\n';
      wrap(text, operand.help, text_column);
    }
  }
  std::string_view section;
  bool first = true;
  const auto describe = [&](const Option& option) {
    if (first || (!option.section.empty() && option.section != section)) {
      section = option.section.empty() ? "Options" : option.section;
      text += '\n' + std::string(section) + ":\n";
      first = false;
    }
    text += "  " + signature(option) + '\n';
    if (!option.replaced_by.empty()) {
      wrap(text, "Old spelling of --" + std::string(option.replaced_by) + '.', text_column);
    } else {
      wrap(text, option.help, text_column);
    }
  };
  for (const Option& option : spec.options) describe(option);
  for (const Option& option : shared_options(spec)) describe(option);
  if (!spec.examples.empty()) {
    text += "\nExamples:\n";
    for (const Example& example : spec.examples) {
      text +=
          "  # " + std::string(example.explanation) + "\n  " + std::string(example.command) + '\n';
    }
  }
  text += "\nExit status: 0 success, 1 failure, 2 wrong usage, 130 interrupted.\n";
  return text;
}

}  // namespace kpp::tools
