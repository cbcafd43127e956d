#pragma once
// What a tool is to the rest: a spec and a function.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/output.hpp"
#include "io/status_line.hpp"
#include "kpp/error.hpp"
#include "options/parse.hpp"

namespace kpp::tools {

enum class OutputFormat : std::uint8_t { kafka, json, csv };

/// Exit statuses; README and man pages have the same table.
inline constexpr int exit_success = 0;
inline constexpr int exit_failure = 1;
inline constexpr int exit_usage = 2;

/// What a running tool gets beside its options.
struct Context {
  const CommandSpec& spec;
  OutputFormat format;
  Output& out;                   // standard output, flushed and checked by the runner
  Output& err;                   // standard error, unbuffered
  StatusLine* status = nullptr;  // at the bottom of standard error, if the tool shows one

  /// A line on stderr that is no error: a note, a warning.
  void note(std::string_view line) const;
  /// Says on stderr what failed, as a sentence or, with --output json, as an object. Answers
  /// `exit_failure`.
  int fail(std::string_view sentence) const;
  int fail(const Error& error) const;
  /// Each of several failures, at least one, as a line; with --output json all in one object under the first one's code.
  int fail(std::span<const Error> errors) const;
  /// The same for a command line that cannot be acted on. Answers `exit_usage`.
  int usage(const UsageError& error) const;
};

struct Command {
  const CommandSpec& spec;
  int (*run)(const Options& options, Context& context);
};

/// `main` of every tool: parses, runs, flushes, and turns whatever went wrong into one sentence and
/// a status.
int run_command(const Command& command, int argc, const char* const* argv);

}  // namespace kpp::tools
