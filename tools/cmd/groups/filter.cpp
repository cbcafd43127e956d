#include "cmd/groups/filter.hpp"

namespace kpp::tools::groups {
namespace {

std::optional<UsageError> check(const Options& options) {
  if (!options.has("bootstrap-server"))
    return UsageError{"Missing required option(s) [bootstrap-server]"};
  if (!options.has("list")) return UsageError{"Command must include exactly one action: --list."};
  if (auto error = exclude(options, "consumer", {"group-type", "protocol", "share", "streams"}))
    return error;
  if (auto error = exclude(options, "share", {"consumer", "group-type", "protocol", "streams"}))
    return error;
  return exclude(options, "streams", {"consumer", "group-type", "protocol", "share"});
}

}  // namespace

bool Filter::allows(const GroupListing& group) const {
  if (consumers)
    return group.protocol_type.empty() || group.protocol_type == "consumer" ||
           group.type == GroupType::consumer;
  return (!type || group.type == *type) && (!protocol || group.protocol_type == *protocol);
}

tl::expected<Filter, UsageError> parse_filter(const Options& options) {
  if (auto error = check(options)) return tl::unexpected(*std::move(error));
  Filter filter;
  filter.consumers = options.has("consumer");
  filter.protocol = options.value("protocol");
  if (options.has("share")) filter.type = GroupType::share;
  if (options.has("streams")) filter.type = GroupType::streams;
  if (const auto word = options.value("group-type")) {
    filter.type = parse_group_type(*word);
    if (!filter.type || *filter.type == GroupType::unknown)
      return tl::unexpected(UsageError{"--group-type must be a valid group type."});
  }
  return filter;
}

}  // namespace kpp::tools::groups
