#include "docs.hpp"

namespace kpp::tools {
namespace {

/// Text inside a single-quoted _arguments spec: quotes, colons and brackets are its own syntax.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// The blank before a function keeps _arguments from adding words of its own to the call.
std::string action(const Option& option) {
  switch (option.complete) {
    case Complete::nothing:
      return " ";
    case Complete::file:
      return "_files";
    case Complete::directory:
      return "_files -/";
    case Complete::topic:
      return " _kpp_ask kafka-topics";
    case Complete::group:
      return " _kpp_ask kafka-consumer-groups";
    case Complete::choice: {
      return '(' + choice_words(option.choices) + ')';
    }
  }
  return " ";
}

constexpr std::string_view ask = R"zsh(
(( $+functions[_kpp_ask] )) || _kpp_ask() {
  local i server config
  for ((i = 2; i < $#words; i++)); do
    case ${words[i]} in
      --bootstrap-server|--broker-list) server=${words[i+1]} ;;
      --bootstrap-server=*|--broker-list=*) server=${words[i]#*=} ;;
      --command-config) config=${words[i+1]} ;;
      --command-config=*) config=${words[i]#*=} ;;
    esac
  done
  [[ -n $server || -n $config ]] || return 1
  local -a found
  found=(${(f)"$(timeout 2 $1 --list ${server:+--bootstrap-server} ${server:+$server} \
    ${config:+--command-config} ${config:+${~config}} 2>/dev/null </dev/null)"})
  compadd -a found
}
)zsh";

}  // namespace

std::string zsh_completion(const CommandSpec& spec) {
  std::string text = "#compdef " + std::string(spec.name) +
                     "\n# Made by kpp-docs from the tool's own option table.\n";
  text += ask;
  text += "\n_arguments \\\n";
  for (const Option* option : all_options(spec)) {
    if (!option->replaced_by.empty()) continue;
    const std::string name(option->name);
    // "=" lets the value stand behind an equals sign or in the next word.
    text += option->repeatable ? "  '*--" : "  '--";
    text += name;
    if (option->argument != Argument::none) text += '=';
    text += '[' + escaped(first_sentence(option->help)) + ']';
    if (option->argument != Argument::none) {
      text += option->argument == Argument::optional ? "::" : ":";
      text += escaped(option->placeholder) + ':' + action(*option);
    }
    text += "' \\\n";
  }
  for (const Operand& operand : spec.operands) {
    text += operand.repeatable ? "  '*:" : "  ':";
    text += escaped(operand.name) + ':';
    text +=
        operand.complete == Complete::file ? "_files" : '(' + choice_words(operand.choices) + ')';
    text += "' \\\n";
  }
  text.erase(text.size() - 3);  // the last " \\\n"
  return text + '\n';
}

}  // namespace kpp::tools
