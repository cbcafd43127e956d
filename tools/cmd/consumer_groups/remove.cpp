#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"

namespace kpp::tools::consumer_groups {
namespace {

int fail_some(const Context& context, const DeletionReport& report) {
  if (context.format == OutputFormat::json) {
    int status = exit_success;
    for (const GroupError& failure : report.failed) status = context.fail(failure.error);
    return status;
  }
  std::string text = "Error: Deletion of some consumer groups failed:";
  for (const GroupError& failure : report.failed) {
    text += "\n* Group '" + failure.group +
            "' could not be deleted due to: " + with_class(failure.error);
  }
  return context.fail(text);
}

}  // namespace

int remove(Session& session) {
  Context& context = session.context;
  const auto ids = chosen_groups(session);
  if (!ids) return fail_command(context, ids.error());
  DeletionReport report;
  if (!ids->empty()) {
    const auto answers = session.admin.delete_groups(*ids, session.call);
    if (!answers) return fail_command(context, answers.error());
    for (const auto& [id, answer] : *answers) {
      if (answer) {
        report.deleted.push_back(id);
      } else {
        report.failed.push_back({id, answer.error()});
      }
    }
  }
  const int status = report.failed.empty() ? exit_success : fail_some(context, report);
  if (status == exit_success || !report.deleted.empty())
    context.out.write(context.format == OutputFormat::json ? json_of(report) : text_of(report));
  return status;
}

}  // namespace kpp::tools::consumer_groups
