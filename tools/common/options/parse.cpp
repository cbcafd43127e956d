#include "options/parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <memory>

namespace kpp::tools {
namespace {

constexpr Option output_option(std::string_view help, std::string_view choices) {
  return {.name = "output",
          .argument = Argument::required,
          .placeholder = "FORMAT",
          .help = help,
          .complete = Complete::choice,
          .choices = choices,
          .section = "General"};
}

constexpr Option help_option{
    .name = "help", .help = "Print this help and exit.", .section = "General"};
constexpr Option version_option{
    .name = "version", .help = "Print the version and exit.", .section = "General"};

constexpr std::array shared{
    output_option("How data is printed: default (Kafka's form) or json. With json an error is a "
                  "JSON object on stderr.",
                  "default|json"),
    help_option, version_option};
constexpr std::array shared_with_csv{
    output_option("How data is printed: default (Kafka's form), json, or csv. With json an error "
                  "is a JSON object on stderr.",
                  "default|json|csv"),
    help_option, version_option};

template <class Number>
bool is_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);  // Java accepts a leading plus
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

/// "5", or "5-9"; the bounds' order is the tool's business.
bool is_range(std::string_view text) {
  const std::size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return is_number<std::int32_t>(text);
  const std::string_view end = text.substr(dash + 1);
  return is_number<std::int32_t>(text.substr(0, dash)) && !end.starts_with('-') &&
         is_number<std::int32_t>(end);
}

bool fits(ValueType type, std::string_view text) {
  switch (type) {
    case ValueType::text:
      return true;
    case ValueType::int32:
      return is_number<std::int32_t>(text);
    case ValueType::int32_range:
      return is_range(text);
    case ValueType::int64:
      return is_number<std::int64_t>(text);
    case ValueType::real:
      return is_number<double>(text);
  }
  return false;
}

template <class Number>
std::optional<Number> number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string_view digits = *text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  Number value{};
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string bracketed(std::string_view name) {
  return '[' + std::string(name) + ']';
}

std::string bracket_list(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += bracketed(name);
  }
  return text;
}

}  // namespace

std::span<const Option> shared_options(const CommandSpec& spec) {
  // "version" is the last: a tool that has one of its own (kafka-sandbox) goes without this one.
  const bool own_version =
      std::ranges::find(spec.options, "version", &Option::name) != spec.options.end();
  const std::size_t first = spec.data_output ? 0 : 1;
  return std::span(spec.csv_output ? shared_with_csv : shared)
      .subspan(first, shared.size() - first - (own_version ? 1 : 0));
}

// Kafka's command lines are not CLI11's: a long name may stand behind one dash, a value may begin
// with a dash, and the messages are fixed. So the words are brought into one unambiguous form
// first, and CLI11 takes it from there.
class Parser {
 public:
  explicit Parser(const CommandSpec& spec) : spec_(spec) {
    for (const Option& option : spec.options) known_.push_back(&option);
    for (const Option& option : shared_options(spec)) known_.push_back(&option);
  }

  tl::expected<Options, UsageError> run(std::span<const char* const> words) {
    if (auto error = normalise(words)) return tl::unexpected(std::move(*error));

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::deque<std::vector<std::string>> values;
    std::vector<CLI::Option*> bound;
    for (const Option* option : known_) {
      CLI::Option* made = app.add_option("--" + std::string(option->name), values.emplace_back());
      switch (option->argument) {
        case Argument::none:
          made->expected(0)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
          break;
        case Argument::optional:
          made->expected(0, 1);
          break;
        case Argument::required:
        case Argument::words:
          made->expected(1);
          // Of several, jopt-simple's tools take none; see below.
          if (spec_.grammar == Grammar::argparse)
            made->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
          break;
      }
      if (option->repeatable || option->argument == Argument::words) {
        made->take_all()->allow_extra_args(false);
      }
      bound.push_back(made);
    }
    std::ranges::reverse(normal_);  // CLI11 takes its vector from the back
    try {
      app.parse(std::move(normal_));
    } catch (const CLI::ParseError& error) {
      // Everything a user can get wrong was caught above with Kafka's words; what is left still
      // deserves a sentence.
      return tl::unexpected(UsageError{error.what()});
    }
    for (std::size_t i = 0; i < bound.size(); ++i) {
      if (bound[i]->count() == 0) continue;
      Options::Given given{known_[i]->name, {}};
      if (known_[i]->argument != Argument::none) {
        for (const std::string& marked : bound[i]->results())
          if (!marked.empty()) given.values.push_back(marked.substr(1));
      }
      result_.given_.push_back(std::move(given));
    }
    return std::move(result_);
  }

 private:
  const Option* exact(std::string_view name) const {
    const auto found =
        std::ranges::find(known_, name, [](const Option* option) { return option->name; });
    return found == known_.end() ? nullptr : *found;
  }

  /// The option meant by a name; beginnings count in argparse tools.
  tl::expected<const Option*, UsageError> look_up(std::string_view name,
                                                  std::string_view word) const {
    if (const Option* option = exact(name)) return option;
    if (name.size() == 1 && !word.starts_with("--")) {
      const auto found = std::ranges::find(known_, name.front(), &Option::letter);
      if (found != known_.end()) return *found;
    }
    if (spec_.grammar == Grammar::argparse && !name.empty()) {
      std::vector<const Option*> candidates;
      for (const Option* option : known_)
        if (option->name.starts_with(name)) candidates.push_back(option);
      if (std::ranges::any_of(candidates, [](const Option* option) { return !option->own; }))
        std::erase_if(candidates, [](const Option* option) { return option->own; });
      if (candidates.size() == 1) return candidates.front();
      if (candidates.size() > 1) {
        std::string text = "ambiguous option: --" + std::string(name) + " could match ";
        for (std::size_t i = 0; i < candidates.size(); ++i)
          text += (i == 0 ? "--" : ", --") + std::string(candidates[i]->name);
        return tl::unexpected(UsageError{std::move(text)});
      }
    }
    if (spec_.grammar == Grammar::argparse)
      return tl::unexpected(UsageError{"unrecognized arguments: '" + std::string(word) + "'"});
    return tl::unexpected(UsageError{std::string(name) + " is not a recognized option"});
  }

  /// argparse's "-bVALUE".
  bool takes_rest_of_word(std::string_view name) const {
    if (spec_.grammar != Grammar::argparse || name.size() < 2 || exact(name)) return false;
    const auto found = std::ranges::find(known_, name.front(), &Option::letter);
    return found != known_.end() && (*found)->argument == Argument::required;
  }

  UsageError missing_value(const Option& option) const {
    if (spec_.grammar == Grammar::argparse)
      return {"argument --" + std::string(option.name) + ": expected one argument"};
    return {"Option " + std::string(option.name) + " requires an argument"};
  }

  // A second '=' goes in front of every value and is taken off again: CLI11 would read an empty
  // value as none and
  // "[a,b]" as a list.
  [[nodiscard]] UsageError not_a_number(const Option& option, const std::string& value) const {
    const std::string name(option.name);
    if (spec_.grammar == Grammar::jopt)
      return {"Cannot parse argument '" + value + "' of option " + name};
    const char* type = option.type == ValueType::int64  ? "Long"
                       : option.type == ValueType::real ? "Double"
                                                        : "Integer";
    return {"argument --" + name + ": could not convert '" + value + "' to " + type +
            " (For input string: \"" + value + "\")"};
  }

  void emit(const Option& option, const std::optional<std::string>& value) {
    normal_.push_back("--" + std::string(option.name) + (value ? "==" + *value : ""));
  }

  /// Stores one occurrence under the name that the tool reads.
  std::optional<UsageError> take(const Option& given, std::optional<std::string> value) {
    const Option* option = &given;
    if (!given.replaced_by.empty()) {
      option = exact(given.replaced_by);
      if (std::ranges::find(old_spellings_, &given) == old_spellings_.end()) {
        old_spellings_.push_back(&given);
        result_.warnings_.push_back(
            "Warning: --" + std::string(given.name) +
            " is deprecated and will be removed in a future version. Use --" +
            std::string(given.replaced_by) + " instead.");
      }
    }
    for (const auto& [other, via] : seen_) {
      if (other != option) continue;
      if (via != &given) {
        const bool given_is_old = via == option;
        const std::string_view old_name = given_is_old ? given.name : via->name;
        return UsageError{"Options --" + std::string(option->name) + " and --" +
                          std::string(old_name) + " cannot be specified together."};
      }
      if (spec_.grammar == Grammar::jopt && !option->repeatable &&
          option->argument != Argument::none && option->argument != Argument::words) {
        return UsageError{"Found multiple arguments for option " + std::string(given.name) +
                          ", but you asked for only one"};
      }
    }
    seen_.emplace_back(option, &given);
    if (value && !fits(option->type, *value)) {
      return not_a_number(given, *value);
    }
    emit(*option, value);
    result_.occurrences_.push_back({option->name, std::move(value)});
    return std::nullopt;
  }

  std::optional<UsageError> normalise(std::span<const char* const> words) {
    std::size_t at = 0;
    const auto is_option_like = [](std::string_view word) {
      return word.size() > 1 && word.front() == '-';
    };
    while (at < words.size()) {
      const std::string_view word = words[at++];
      if (word == "--") {
        for (; at < words.size(); ++at) stray(words[at]);
        break;
      }
      if (!is_option_like(word)) {
        stray(word);
        continue;
      }
      std::string_view name = word.substr(word.starts_with("--") ? 2 : 1);
      std::optional<std::string> attached;
      if (const std::size_t equals = name.find('='); equals != std::string_view::npos) {
        attached = name.substr(equals + 1);
        name = name.substr(0, equals);
      }
      if (!word.starts_with("--") && takes_rest_of_word(name)) {
        attached = word.substr(2);
        name = name.substr(0, 1);
      }
      const auto looked_up = look_up(name, word);
      if (!looked_up) return looked_up.error();
      const Option& option = **looked_up;

      if (option.argument == Argument::none) {
        // Kafka's parser drops the value; argparse's does not.
        if (attached && spec_.grammar == Grammar::argparse)
          return UsageError{"argument --" + std::string(option.name) +
                            ": ignored explicit argument '" + *attached + '\''};
        if (attached) {
          result_.warnings_.push_back("Warning: --" + std::string(option.name) +
                                      " takes no value; '" + *attached +
                                      "' is ignored, as in Kafka's own tool.");
          attached.reset();
        }
      } else if (option.argument == Argument::words) {
        std::size_t taken = 0;
        if (attached) {
          if (auto error = take(option, std::move(attached))) return error;
          ++taken;
        }
        for (; at < words.size() && !is_option_like(words[at]); ++at, ++taken)
          if (auto error = take(option, words[at])) return error;
        if (taken == 0) return missing_value(option);
        continue;
      } else if (!attached && at < words.size()) {
        const std::string_view next = words[at];
        const bool is_negative = option.type != ValueType::text && fits(option.type, next);
        if (option.argument == Argument::required || !is_option_like(next) || is_negative) {
          attached = next;
          ++at;
        }
      }
      if (option.argument == Argument::required && !attached) return missing_value(option);
      if (auto error = take(option, std::move(attached))) return error;
    }
    if (spec_.operands.empty() && !result_.operands_.empty()) {
      if (spec_.grammar == Grammar::argparse)
        return UsageError{"unrecognized arguments: '" + result_.operands_.front() + "'"};
      for (const std::string& word : result_.operands_)
        result_.warnings_.push_back("Warning: '" + word +
                                    "' is no option and is ignored, as in Kafka's own tool.");
    }
    return std::nullopt;
  }

  void stray(std::string_view word) { result_.operands_.emplace_back(word); }

  const CommandSpec& spec_;
  std::vector<const Option*> known_;
  std::vector<std::pair<const Option*, const Option*>> seen_;  // what it means, how it was spelt
  std::vector<const Option*> old_spellings_;
  std::vector<std::string> normal_;
  Options result_;
};

tl::expected<Options, UsageError> parse(const CommandSpec& spec,
                                        std::span<const char* const> words) {
  return Parser(spec).run(words);
}

const Options::Given* Options::find(std::string_view name) const {
  const auto found = std::ranges::find(given_, name, &Given::name);
  return found == given_.end() ? nullptr : &*found;
}

bool Options::has(std::string_view name) const {
  return find(name) != nullptr;
}

std::optional<std::string> Options::value(std::string_view name) const {
  const Given* given = find(name);
  if (given == nullptr || given->values.empty()) return std::nullopt;
  return given->values.back();
}

std::string Options::value_or(std::string_view name, std::string_view fallback) const {
  return value(name).value_or(std::string(fallback));
}

const std::vector<std::string>& Options::values(std::string_view name) const {
  static const std::vector<std::string> none;
  const Given* given = find(name);
  return given == nullptr ? none : given->values;
}

std::optional<std::int32_t> Options::int32(std::string_view name) const {
  return number<std::int32_t>(value(name));
}
std::optional<std::int64_t> Options::int64(std::string_view name) const {
  return number<std::int64_t>(value(name));
}
std::optional<double> Options::real(std::string_view name) const {
  return number<double>(value(name));
}

std::optional<UsageError> require(const Options& options,
                                  std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (!options.has(name))
      return UsageError{"Missing required argument \"" + bracketed(name) + '"'};
  return std::nullopt;
}

std::optional<UsageError> exclude(const Options& options, std::string_view name,
                                  std::initializer_list<std::string_view> others) {
  if (!options.has(name)) return std::nullopt;
  for (const std::string_view other : others) {
    if (options.has(other)) {
      return UsageError{"Option \"" + bracketed(name) + "\" can't be used with option \"" +
                        bracketed(other) + '"'};
    }
  }
  return std::nullopt;
}

std::optional<UsageError> require_one(const Options& options,
                                      std::initializer_list<std::string_view> names) {
  const auto given =
      std::ranges::count_if(names, [&](std::string_view name) { return options.has(name); });
  if (given == 1) return std::nullopt;
  return UsageError{"Exactly one of the following arguments is required: " + bracket_list(names)};
}

}  // namespace kpp::tools
