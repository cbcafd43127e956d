#include <algorithm>

#include "docs.hpp"

// mdoc(7), which both mandoc and groff read.

namespace kpp::tools {
namespace {

/// Text that roff takes literally: backslashes escaped, and no line that starts with a control
/// character.
std::string literal(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    line_start = c == '\n';
  }
  return out;
}

/// One sentence a line, as mandoc wants it, and paragraphs at empty lines.
std::string prose(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    std::string paragraph(text.substr(0, end));
    for (char& c : paragraph)
      if (c == '\n') c = ' ';
    for (std::size_t at = 0; (at = paragraph.find(". ", at)) != std::string::npos; at += 2)
      paragraph[at + 1] = '\n';
    out += literal(paragraph) + '\n';
    text.remove_prefix(std::min(end + 2, text.size()));
    if (!text.empty()) out += ".Pp\n";
  }
  return out;
}

/// An argument of a macro, quoted where it has blanks.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : literal(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string option_item(const Option& option) {
  std::string text = ".It Fl \\-" + literal(option.name);
  if (option.argument == Argument::required) text += " Ar " + quoted(option.placeholder);
  if (option.argument == Argument::optional) text += " Op Ar " + quoted(option.placeholder);
  if (option.argument == Argument::words) text += " Ar " + quoted(option.placeholder) + " ...";
  return text + '\n';
}

}  // namespace

std::string man_page(const CommandSpec& spec) {
  std::string upper(spec.name);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::string page = ".\\\" Made by kpp-docs from the tool's own option table.\n";
  page += ".Dd November 21, 2026\n.Dt " + upper + " 1\n.Os\n";
  page += ".Sh NAME\n.Nm " + std::string(spec.name) + "\n.Nd " + literal(spec.summary) + '\n';
  page += ".Sh SYNOPSIS\n.Nm\n";
  for (const Operand& operand : spec.operands)
    page += (operand.required ? ".Ar " : ".Op Ar ") + quoted(operand.name) +
            (operand.repeatable ? " ...\n" : "\n");
  page += ".Ar option ...\n";
  page += ".Sh DESCRIPTION\n" + prose(spec.description);
  if (!spec.operands.empty()) {
    page += ".Bl -tag -width Ds\n";
    for (const Operand& operand : spec.operands)
      page += ".It Ar " + quoted(operand.name) + '\n' + prose(operand.help);
    page += ".El\n";
  }
  page +=
      ".Pp\nEvery long option may also be written with one dash, and with its value behind an "
      "equals sign:\n"
      ".Fl group Ar g ,\n.Fl \\-group Ns = Ns Ar g .\n";
  std::string_view section;
  bool open = false;
  for (const Option* option : all_options(spec)) {
    if (!open || (!option->section.empty() && option->section != section)) {
      section = option->section.empty() ? "Options" : option->section;
      if (open) page += ".El\n";
      page += ".Ss " + literal(section) + "\n.Bl -tag -width Ds\n";
      open = true;
    }
    page += option_item(*option);
    page += option->replaced_by.empty()
                ? prose(option->help)
                : "An old spelling of\n.Fl \\-" + literal(option->replaced_by) + " .\n";
  }
  if (open) page += ".El\n";
  page +=
      ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n.It 0\nsuccess\n.It 1\nfailure; the reason is "
      "on standard error\n"
      ".It 2\nthe command line cannot be acted on\n.It 130 , 143\ninterrupted by SIGINT, by "
      "SIGTERM\n.El\n";
  if (!spec.examples.empty()) {
    page += ".Sh EXAMPLES\n";
    for (const Example& example : spec.examples)
      page += prose(example.explanation) + ".Dl " + quoted(example.command) + '\n';
  }
  if (!spec.see_also.empty()) {
    page += ".Sh SEE ALSO\n";
    std::vector<std::string_view> pages(spec.see_also.begin(), spec.see_also.end());
    std::ranges::sort(pages);
    for (std::size_t i = 0; i < pages.size(); ++i)
      page += ".Xr " + std::string(pages[i]) + " 1" + (i + 1 < pages.size() ? " ,\n" : "\n");
  }
  return page;
}

}  // namespace kpp::tools
