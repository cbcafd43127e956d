#include "sandbox/sandbox.hpp"

#include <algorithm>
#include <array>

#include "sandbox/actions.hpp"
#include "sandbox/folders.hpp"

namespace kpp::tools::sandbox {
namespace {

/// Which options mean something to which action, so that none is ignored.
struct Use {
  std::string_view option;
  std::string_view action;
};
constexpr std::array uses{Use{"version", "start"}, Use{"brokers", "start"}, Use{"port", "start"},
                          Use{"lines", "logs"}, Use{"follow", "logs"}};

std::optional<UsageError> misplaced(const Options& options, std::string_view action) {
  for (const Use& use : uses) {
    if (options.has(use.option) && use.action != action) {
      return UsageError{"--" + std::string(use.option) + " is an option of '" +
                        std::string(use.action) + "', not of '" + std::string(action) + "'"};
    }
  }
  return std::nullopt;
}

}  // namespace

int run(const Options& options, Context& context) {
  const auto& words = options.operands();
  if (words.empty()) return context.usage({"Say what to do: start, stop, status, logs or env"});
  const std::string& action = words.front();
  if (words.size() > 1)
    return context.usage({"One action at a time: '" + words[1] + "' is too much"});
  constexpr std::array<std::string_view, 5> actions{"start", "stop", "status", "logs", "env"};
  if (std::ranges::find(actions, action) == actions.end())
    return context.usage({"'" + action + "' is none of start, stop, status, logs and env"});
  if (const auto error = misplaced(options, action)) return context.usage(*error);

  fs::path folder;
  if (const auto given = options.value("dir")) {
    std::error_code error;
    folder = fs::absolute(*given, error).lexically_normal();
    if (given->empty() || error) return context.usage({"--dir names no folder"});
  } else {
    auto standard = default_sandbox_folder();
    if (!standard) return context.fail(standard.error());
    folder = std::move(*standard);
  }
  if (action == "start") return start(options, context, folder);
  if (action == "stop") return stop(context, folder);
  if (action == "status") return status(context, folder);
  if (action == "logs") return logs(options, context, folder);
  return env(context, folder);
}

}  // namespace kpp::tools::sandbox
