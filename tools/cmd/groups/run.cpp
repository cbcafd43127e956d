#include "cmd/groups/command.hpp"
#include "cmd/groups/filter.hpp"
#include "cmd/groups/render.hpp"
#include "common/admin_client.hpp"
#include "common/io/signals.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::groups {
namespace {

int fail(const Context& context, const Error& error) {
  if (context.format == OutputFormat::json) return context.fail(error);
  return context.fail("Error while executing groups command : " + error.message());
}

}  // namespace

int run(const Options& options, Context& context) {
  exit_on_signal();
  const auto filter = parse_filter(options);
  if (!filter) return context.usage(filter.error());
  auto admin = admin_client(options, context);
  if (!admin) return fail(context, admin.error());
  auto listed = admin->list_groups();
  if (!listed) return fail(context, listed.error());
  std::erase_if(listed->groups, [&](const GroupListing& group) { return !filter->allows(group); });
  context.out.write(context.format == OutputFormat::json
                        ? render_json(listed->groups, listed->errors)
                        : render_text(listed->groups));
  if (listed->errors.empty()) return exit_success;
  std::vector<Error> failures;
  for (const Error& error : listed->errors)
    failures.emplace_back(error.code(), "Error while executing groups command : Broker " +
                                            std::to_string(error.broker().value_or(-1)) +
                                            " could not be asked: " + error.message());
  return context.fail(std::span<const Error>(failures));
}

}  // namespace kpp::tools::groups
