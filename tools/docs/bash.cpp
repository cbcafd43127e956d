#include "docs.hpp"

namespace kpp::tools {
namespace {

std::string function_name(std::string_view tool) {
  std::string name = "_kpp_";
  for (const char c : tool) name += c == '-' ? '_' : c;
  return name;
}

std::string value_case(const Option& option) {
  switch (option.complete) {
    case Complete::nothing:
      return {};
    case Complete::file:
      return "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))";
    case Complete::directory:
      return "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"))";
    case Complete::topic:
      return "COMPREPLY=($(compgen -W \"$(_kpp_ask kafka-topics)\" -- \"$cur\"))";
    case Complete::group:
      return "COMPREPLY=($(compgen -W \"$(_kpp_ask kafka-consumer-groups)\" -- \"$cur\"))";
    case Complete::choice: {
      const std::string words = choice_words(option.choices);
      return "COMPREPLY=($(compgen -W \"" + words + "\" -- \"$cur\"))";
    }
  }
  return {};
}

// Asks the cluster named on the line so far. No cluster named, or none that answers soon: no words,
// no message. The line is split anew, because bash takes "localhost:9092" for three words.
constexpr std::string_view helpers = R"sh(if ! declare -F _kpp_ask > /dev/null; then
  _kpp_ask() {
    local i server="" config=""
    local -a words
    read -ra words <<< "${COMP_LINE:0:COMP_POINT}"
    for ((i = 1; i < ${#words[@]}; i++)); do
      case "${words[i]}" in
        --bootstrap-server | -bootstrap-server | --broker-list | -broker-list) server="${words[i + 1]}" ;;
        --bootstrap-server=* | -bootstrap-server=* | --broker-list=* | -broker-list=*) server="${words[i]#*=}" ;;
        --command-config | -command-config) config="${words[i + 1]}" ;;
        --command-config=* | -command-config=*) config="${words[i]#*=}" ;;
      esac
    done
    local -a arguments=(--list)
    [[ -n $server ]] && arguments+=(--bootstrap-server "$server")
    [[ -n $config ]] && arguments+=(--command-config "${config/#\~/$HOME}")
    [[ -n $server || -n $config ]] && timeout 2 "$1" "${arguments[@]}" 2> /dev/null < /dev/null
  }
fi
)sh";

}  // namespace

std::string bash_completion(const CommandSpec& spec) {
  const std::string function = function_name(spec.name);
  std::string names;
  std::string cases;
  for (const Option* option : all_options(spec)) {
    if (option->replaced_by.empty())
      names += (names.empty() ? "--" : " --") + std::string(option->name);
    if (const std::string values = value_case(*option); !values.empty())
      cases += "    --" + std::string(option->name) + " | -" + std::string(option->name) +
               ")\n      " + values + "\n      return ;;\n";
    else if (option->argument == Argument::required)
      cases += "    --" + std::string(option->name) + " | -" + std::string(option->name) +
               ") return ;;\n";
  }
  std::string operands;
  bool files = false;
  for (const Operand& operand : spec.operands) {
    if (operand.complete == Complete::file) {
      files = true;
    } else {
      operands += choice_words(operand.choices) + ' ';
    }
  }

  std::string text = "# bash completion for " + std::string(spec.name) +
                     "; made by kpp-docs from the tool's own option table.\n";
  text += helpers;
  text += function + "() {\n";
  text += "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD - 1]}\"\n";
  text += "  [[ $cur == = ]] && cur=\"\"\n";
  text += "  [[ $prev == = ]] && prev=\"${COMP_WORDS[COMP_CWORD - 2]}\"\n";
  text += "  COMPREPLY=()\n  case \"$prev\" in\n" + cases + "  esac\n";
  if (!operands.empty())
    text += "  if [[ $cur != -* ]]; then\n    COMPREPLY=($(compgen -W \"" + operands +
            "\" -- \"$cur\"))\n    return\n  fi\n";
  if (files)
    text +=
        "  if [[ $cur != -* ]]; then\n    compopt -o filenames\n    COMPREPLY=($(compgen -f -- "
        "\"$cur\"))\n    return\n  fi\n";
  text += "  COMPREPLY=($(compgen -W \"" + names + "\" -- \"$cur\"))\n}\n";
  text += "complete -F " + function + ' ' + std::string(spec.name) + '\n';
  return text;
}

}  // namespace kpp::tools
