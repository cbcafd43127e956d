#pragma once
// What a command line may hold. One table per tool: it parses the command line, and the help, the
// man page and the completions are generated from it, so that none of them can fall behind.

#include <cstdint>
#include <span>
#include <string_view>

namespace kpp::tools {

enum class Argument : std::uint8_t {
  none,      // --list
  required,  // --topic t
  optional,  // --state [states]; the next word is the value unless it begins with '-'
  words,     // --producer-props a=1 b=2; all words up to the next option, at least one
};

enum class ValueType : std::uint8_t { text, int32, int32_range, int64, real };  // a range: 5 or 5-9

/// What TAB offers for an option's value.
enum class Complete : std::uint8_t { nothing, file, directory, topic, group, choice };

struct Option {
  std::string_view name;  // without dashes
  Argument argument = Argument::none;
  std::string_view placeholder{};  // "TOPIC", as help and man page show the value
  std::string_view help{};         // one or more sentences; the first serves the completions
  ValueType type = ValueType::text;
  Complete complete = Complete::nothing;
  std::string_view choices{};  // "none|gzip|snappy", for completion; checked only by the tool
  bool repeatable = false;     // otherwise a second one is a usage error
  /// An old spelling: the value is stored under this name, with one warning on stderr. Both at once
  /// is an error.
  std::string_view replaced_by{};
  std::string_view section{};  // heading in help and man page; empty: that of the option before
  char letter = 0;             // the short form of an argparse tool: 'b' for -b
  /// Kafka's tool does not have it, so a beginning of its name that means one of Kafka's options
  /// goes on meaning that.
  bool own = false;
};

struct Operand {
  std::string_view name{};  // "ACTION"
  std::string_view help{};
  std::string_view choices{};  // "start|stop"; empty: any word
  bool required = false;
  bool repeatable = false;  // several words; of more than one operand, only the last
  Complete complete = Complete::choice;
};

struct Example {
  std::string_view command{};
  std::string_view explanation{};
};

/// Which of Kafka's two parser families a tool belongs to: it decides the error messages, and
/// `argparse` tools accept unambiguous beginnings of option names.
enum class Grammar : std::uint8_t { jopt, argparse };

struct CommandSpec {
  std::string_view name{};         // "kafka-topics"
  std::string_view summary{};      // one line, no full stop
  std::string_view description{};  // paragraphs separated by an empty line
  std::span<const Option> options{};
  std::span<const Example> examples{};
  std::span<const Operand> operands{};
  std::span<const std::string_view> see_also{};
  Grammar grammar = Grammar::jopt;
  bool data_output = true;  // prints data, so it has --output
  bool csv_output = false;  // which then knows csv, too
};

}  // namespace kpp::tools
