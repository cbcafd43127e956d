#include <iostream>
#include <string>

#include "cmd/acls/actions.hpp"
#include "cmd/acls/checks.hpp"
#include "cmd/acls/command.hpp"
#include "cmd/acls/failure.hpp"
#include "cmd/acls/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"

namespace kpp::tools::acls {
namespace {

bool is_empty(const AddReport& report) {
  return report.parts.empty();
}
bool is_empty(const RemoveReport& report) {
  return report.removed.empty();
}

/// What was done, and then what was not.
template <class Report>
int show(Context& context, const Outcome<Report>& outcome) {
  if (outcome.failures.empty() || !is_empty(outcome.report)) print(context, outcome.report);
  return outcome.failures.empty() ? exit_success : fail(context, outcome.failures);
}

/// Asks on standard output, as Kafka's tool does; beside JSON there is no place for questions.
Confirm confirmation(const Options& options, Context& context) {
  if (options.has("force"))
    return [](const Resource&, const std::set<Entry>&) -> Result<bool> { return true; };
  return [&context](const Resource& resource, const std::set<Entry>& entries) -> Result<bool> {
    Output& to = context.format == OutputFormat::json ? context.err : context.out;
    to.write(question(resource, entries));
    to.flush();
    std::string answer;
    if (!std::getline(std::cin, answer))
      return kpp::fail(ErrorCode::io_error,
                       "no answer on standard input; --force removes without asking");
    return answer == "y" || answer == "Y";
  };
}

int act(const Options& options, const Wanted& wanted, const std::vector<std::string>& principals,
        Context& context) {
  auto admin = admin_client(options, context);
  if (!admin) return fail(context, admin.error());
  if (options.has("add")) return show(context, add(*admin, wanted));
  if (options.has("remove"))
    return show(context, remove(*admin, wanted, confirmation(options, context)));
  const auto report = list(*admin, resources(options), principals);
  if (!report) return fail(context, report.error());
  print(context, *report);
  return exit_success;
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  if (options.has("list")) {
    const auto principals = listed_principals(options);
    if (!principals) return fail(context, principals.error());
    return act(options, {}, *principals, context);
  }
  const auto wanted = acls::wanted(options);
  if (!wanted) return fail(context, wanted.error());
  if (const auto error = check(options, *wanted)) return context.usage(*error);
  return act(options, *wanted, {}, context);
}

}  // namespace kpp::tools::acls
