#include "cmd/configs/actions.hpp"
#include "cmd/configs/checks.hpp"
#include "cmd/configs/command.hpp"
#include "cmd/configs/failure.hpp"
#include "cmd/configs/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "common/print.hpp"

namespace kpp::tools::configs {
namespace {

int show(Context& context, const Result<AlterReport>& report) {
  if (!report) return fail(context, report.error());
  print(context, *report);
  return exit_success;
}

bool is_empty(const ResourcesReport& report) {
  return report.resources.empty();
}
bool is_empty(const QuotasReport& report) {
  return report.quotas.empty() && report.passwords.empty();
}

/// What was found, and then what was not.
template <class Report>
int show(Context& context, const Result<Outcome<Report>>& outcome) {
  if (!outcome) return fail(context, outcome.error());
  if (outcome->failures.empty() || !is_empty(outcome->report)) print(context, outcome->report);
  return outcome->failures.empty() ? exit_success : fail(context, outcome->failures);
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  if (const auto error = check(options)) return context.usage(*error);
  if (options.has("force"))
    context.note("Warning: --force does nothing since Kafka 4.0 and is ignored.");

  const Selection chosen = selection(options);
  Changes changes;
  if (options.has("alter")) {
    auto parsed = parse_changes(options);
    if (!parsed) return fail(context, parsed.error());
    changes = std::move(*parsed);
    if (const auto fine = check_changes(chosen, changes); !fine) return fail(context, fine.error());
  }
  auto admin = admin_client(options, context);
  if (!admin) return fail(context, admin.error());

  if (options.has("alter")) return show(context, alter(*admin, chosen, changes));
  if (resource_type(chosen.types.front()))
    return show(context, describe_resources(*admin, chosen, options.has("all")));
  return show(context, describe_quotas(*admin, chosen));
}

}  // namespace kpp::tools::configs
