#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/arguments.hpp"
#include "cmd/consumer_groups/command.hpp"
#include "common/client_config.hpp"
#include "common/io/signals.hpp"

namespace kpp::tools::consumer_groups {
namespace {

int act(Action action, Session& session) {
  switch (action) {
    case Action::list:
      return list(session);
    case Action::describe:
      return describe(session);
    case Action::remove:
      return remove(session);
    case Action::reset_offsets:
      return reset_offsets(session);
    case Action::delete_offsets:
      return delete_offsets(session);
    case Action::validate_regex:
      break;
  }
  return validate_regex(session.options.value_or("validate-regex", ""), session.context);
}

void warn_dry_run(const Options& options, const Context& context) {
  if (options.has("execute") || options.has("dry-run")) return;
  context.note(
      "WARN: No action will be performed as the --execute option is missing. In version 5.0, this "
      "command will require either --dry-run or --execute to be specified. You should add the "
      "--dry-run option explicitly if you are scripting this command and want to keep the current "
      "default behavior without prompting.");
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  const auto action = check(options);
  if (!action) return context.usage(action.error());
  for (const std::string& sentence : needless_options(options, *action)) context.note(sentence);
  if (*action == Action::validate_regex)
    return validate_regex(options.value_or("validate-regex", ""), context);
  if (*action == Action::reset_offsets) warn_dry_run(options, context);

  const auto config = client_config(options, context, {.properties = ""});
  if (!config) return context.fail(config.error());
  auto admin = Admin::create(*config);
  if (!admin) return context.fail(admin.error());
  Session session{*admin, call_options(options), options, context};
  return act(*action, session);
}

}  // namespace kpp::tools::consumer_groups
