#include <algorithm>

#include "docs.hpp"

namespace kpp::tools {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + '\'';
}

constexpr std::string_view ask = R"fish(
function __kpp_ask --argument-names tool
    set -l words (commandline --tokenize --cut-at-cursor)
    set -l arguments --list
    for i in (seq 2 (count $words))
        switch $words[$i]
            case --bootstrap-server --broker-list
                test $i -lt (count $words); and set -a arguments --bootstrap-server $words[(math $i + 1)]
            case '--bootstrap-server=*' '--broker-list=*'
                set -a arguments --bootstrap-server (string replace --regex '^[^=]*=' '' -- $words[$i])
            case --command-config
                test $i -lt (count $words); and set -a arguments --command-config $words[(math $i + 1)]
            case '--command-config=*'
                set -a arguments $words[$i]
        end
    end
    test (count $arguments) -gt 1; and timeout 2 $tool $arguments 2>/dev/null </dev/null
end
)fish";

}  // namespace

std::string fish_completion(const CommandSpec& spec) {
  const std::string head = "complete --command " + std::string(spec.name);
  std::string text = "# fish completion for " + std::string(spec.name) +
                     "; made by kpp-docs from the tool's own option table.\n";
  text += ask;
  const bool files =
      std::ranges::find(spec.operands, Complete::file, &Operand::complete) != spec.operands.end();
  text += '\n' + head + (files ? " --force-files\n" : " --no-files\n");
  for (const Operand& operand : spec.operands) {
    if (operand.complete == Complete::file) continue;
    const std::string words = choice_words(operand.choices);
    text += head + " --arguments " + quoted(words) + " --description " +
            quoted(first_sentence(operand.help)) + '\n';
  }
  for (const Option* option : all_options(spec)) {
    if (!option->replaced_by.empty()) continue;
    text += head + " --long-option " + std::string(option->name);
    if (option->argument == Argument::required || option->argument == Argument::words) {
      const bool is_path =
          option->complete == Complete::file || option->complete == Complete::directory;
      text += is_path ? " --require-parameter" : " --exclusive";
    }
    switch (option->complete) {
      case Complete::nothing:
        break;
      case Complete::file:
        text += " --force-files";
        break;
      case Complete::directory:
        text += " --arguments '(__fish_complete_directories)'";
        break;
      case Complete::topic:
        text += " --arguments '(__kpp_ask kafka-topics)'";
        break;
      case Complete::group:
        text += " --arguments '(__kpp_ask kafka-consumer-groups)'";
        break;
      case Complete::choice: {
        const std::string words = choice_words(option->choices);
        text += " --arguments " + quoted(words);
        break;
      }
    }
    text += " --description " + quoted(first_sentence(option->help)) + '\n';
  }
  return text;
}

}  // namespace kpp::tools
