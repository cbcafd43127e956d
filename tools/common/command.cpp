#include "command.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <span>

#include "json_error.hpp"
#include "kpp/version.hpp"

namespace kpp::tools {
namespace {

/// The status after the last bytes of output: a full disk or a closed pipe turns success into
/// failure.
int finish(Context& context, int status) {
  if (context.out.flush() || status != exit_success) return status;
  return context.fail(std::string("cannot write to standard output: ") +
                      std::strerror(context.out.error()));
}

/// A standard descriptor that the caller closed would be given to the first file or socket opened,
/// and data would go there. Its place is taken by one that fails, as a closed one does.
void occupy_closed_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF)
      ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

int run_guarded(const Command& command, const Options& options, Context& context) {
  try {
    return command.run(options, context);
  } catch (const std::exception& error) {
    return context.fail(error.what());
  }
}

}  // namespace

void Context::note(std::string_view line) const {
  if (status != nullptr) status->clear();
  err.write(std::string(line) + '\n');
  err.flush();
}

int Context::fail(std::string_view sentence) const {
  out.flush();
  note(format == OutputFormat::json ? json_error("ERROR", sentence) : std::string(sentence));
  return exit_failure;
}

int Context::fail(const Error& error) const {
  out.flush();
  note(format == OutputFormat::json ? json_error(name(error.code()), error.message())
                                    : error.message());
  return exit_failure;
}

int Context::fail(std::span<const Error> errors) const {
  std::string sentences;
  for (const Error& error : errors) {
    if (!sentences.empty()) sentences += '\n';
    sentences += error.message();
  }
  return fail(Error(errors.front().code(), std::move(sentences)));
}

int Context::usage(const UsageError& error) const {
  if (format == OutputFormat::json) {
    note(json_error("USAGE", error.message));
  } else {
    note(error.message);
    note("Try '" + std::string(spec.name) + " --help'.");
  }
  return exit_usage;
}

int run_command(const Command& command, int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);
  occupy_closed_descriptors();
  Output out(STDOUT_FILENO);
  Output err(STDERR_FILENO, 0);
  Context context{command.spec, OutputFormat::kafka, out, err};

  const std::span words(argv + 1, argc > 0 ? static_cast<std::size_t>(argc - 1) : 0);
  const auto options = parse(command.spec, words);
  if (!options) return context.usage(options.error());
  if (options->has("help")) {
    out.write(help_text(command.spec));
    return finish(context, exit_success);
  }
  if (options->has("version") && !options->value("version")) {
    print(out, version(), " (kpp)\n");
    return finish(context, exit_success);
  }
  if (words.empty()) {
    err.write(help_text(command.spec));
    return exit_usage;
  }
  if (const auto wanted = options->value("output"); command.spec.data_output && wanted) {
    if (*wanted == "json") {
      context.format = OutputFormat::json;
    } else if (*wanted == "csv" && command.spec.csv_output) {
      context.format = OutputFormat::csv;
    } else if (*wanted != "default") {
      return context.usage({"Unknown output format '" + *wanted + "': use default" +
                            (command.spec.csv_output ? ", json or csv" : " or json")});
    }
  }
  for (const std::string& warning : options->warnings()) context.note(warning);
  return finish(context, run_guarded(command, *options, context));
}

}  // namespace kpp::tools
