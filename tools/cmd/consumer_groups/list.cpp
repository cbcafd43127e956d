#include <algorithm>

#include "cmd/consumer_groups/actions.hpp"
#include "cmd/consumer_groups/arguments.hpp"
#include "cmd/consumer_groups/failure.hpp"
#include "cmd/consumer_groups/render.hpp"

namespace kpp::tools::consumer_groups {

int list(Session& session) {
  const auto states = wanted_states(session.options);
  if (!states) return session.context.usage(states.error());
  const auto types = wanted_types(session.options);
  if (!types) return session.context.usage(types.error());

  ListGroupsOptions filter;
  static_cast<CallOptions&>(filter) = session.call;
  filter.states = *states;
  filter.types = *types;
  filter.include_states =
      session.options.has("state") || session.context.format == OutputFormat::json;
  const auto listings = list_consumer_groups(session, filter);
  if (!listings) return fail_command(session.context, listings.error());
  if (listings->groups.empty() && !listings->errors.empty())
    return fail_command(session.context, listings->errors.front());

  const Columns columns{session.options.has("type"), session.options.has("state")};
  session.context.out.write(session.context.format == OutputFormat::json
                                ? json_of(listings->groups)
                                : text_of(listings->groups, columns));
  int status = exit_success;
  for (const Error& error : listings->errors) status = fail_command(session.context, error);
  return status;
}

}  // namespace kpp::tools::consumer_groups
