#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "options/spec.hpp"

namespace kpp::tools {

/// The command line cannot be acted on; exit status 2.
struct UsageError {
  std::string message;
};

/// A parsed command line. Numbers have been checked against their `ValueType`, so the typed getters
/// cannot fail.
class Options {
 public:
  [[nodiscard]] bool has(std::string_view name) const;
  /// The value, if the option was given with one.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::string value_or(std::string_view name, std::string_view fallback) const;
  /// All values of a repeatable option, in order.
  [[nodiscard]] const std::vector<std::string>& values(std::string_view name) const;
  [[nodiscard]] std::optional<std::int32_t> int32(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> int64(std::string_view name) const;
  [[nodiscard]] std::optional<double> real(std::string_view name) const;
  /// Every occurrence of an option in the order of the command line: some tools pair them by it.
  struct Occurrence {
    std::string_view name;
    std::optional<std::string> value;
  };
  [[nodiscard]] const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  /// Words that are no options.
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }
  /// Sentences about old spellings and ignored words, to be shown on stderr before the tool runs.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  friend class Parser;
  struct Given {
    std::string_view name;
    std::vector<std::string> values;
  };
  [[nodiscard]] const Given* find(std::string_view name) const;
  std::vector<Given> given_;
  std::vector<Occurrence> occurrences_;
  std::vector<std::string> operands_;
  std::vector<std::string> warnings_;
};

/// Parses the words after the program's name. `--help`, `--version` and `--output FORMAT` are known
/// to every tool.
[[nodiscard]] tl::expected<Options, UsageError> parse(const CommandSpec& spec,
                                                      std::span<const char* const> words);

/// The text of `--help`.
[[nodiscard]] std::string help_text(const CommandSpec& spec);

/// The options that every tool has beside its own.
[[nodiscard]] std::span<const Option> shared_options(const CommandSpec& spec);

// The checks that Kafka's tools make after parsing, with their words. Each answers the error, or
// nothing.

/// "Missing required argument "[topic]""
[[nodiscard]] std::optional<UsageError> require(const Options& options,
                                                std::initializer_list<std::string_view> names);
/// "Option "[a]" can't be used with option "[b]"", for the first of `others` that stands beside
/// `name`.
[[nodiscard]] std::optional<UsageError> exclude(const Options& options, std::string_view name,
                                                std::initializer_list<std::string_view> others);
/// "Exactly one of the following arguments is required: [a], [b]"
[[nodiscard]] std::optional<UsageError> require_one(const Options& options,
                                                    std::initializer_list<std::string_view> names);

}  // namespace kpp::tools
