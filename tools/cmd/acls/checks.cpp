#include "cmd/acls/checks.hpp"

#include <algorithm>

#include "cmd/acls/operations.hpp"

namespace kpp::tools::acls {
namespace {

using Answer = std::optional<UsageError>;

UsageError error(std::string message) {
  return {std::move(message)};
}

Answer check_removed_options(const Options& options) {
  for (const std::string_view name : {"authorizer", "authorizer-properties", "zk-tls-config-file"})
    if (options.has(name))
      return error("--" + std::string(name) +
                   " is not supported: it wrote to ZooKeeper past the brokers, and Kafka 4.0 has "
                   "dropped it. Use --bootstrap-server.");
  return std::nullopt;
}

Answer check_connection(const Options& options) {
  const bool controllers = options.has("bootstrap-controller");
  if (options.has("bootstrap-server") && controllers)
    return error("Only one of --bootstrap-server or --bootstrap-controller must be specified");
  if (!options.has("bootstrap-server") && !controllers)
    return error("One of --bootstrap-server or --bootstrap-controller must be specified");
  return std::nullopt;
}

Answer check_roles(const Options& options) {
  if (auto wrong = exclude(
          options, "list",
          {"producer", "consumer", "allow-host", "allow-principal", "deny-host", "deny-principal"}))
    return wrong;
  for (const std::string_view role : {"producer", "consumer"})
    if (auto wrong = exclude(options, role, {"operation", "deny-principal", "deny-host"}))
      return wrong;
  if (options.has("principal") && !options.has("list"))
    return error("The --principal option is only available if --list is set");
  if (options.has("producer") && !options.has("topic"))
    return error("With --producer you must specify a --topic");
  if (options.has("idempotent") && !options.has("producer"))
    return error("The --idempotent option is only available if --producer is set");
  const bool for_producers = options.has("cluster") || options.has("transactional-id");
  if (options.has("consumer") && (!options.has("topic") || !options.has("group") ||
                                  (!options.has("producer") && for_producers)))
    return error(
        "With --consumer you must specify a --topic and a --group and no --cluster or "
        "--transactional-id option should be specified.");
  return std::nullopt;
}

Answer check_pattern(const Options& options) {
  const auto pattern = pattern_type(options);
  if (!pattern)
    return error("Cannot parse argument '" + options.value_or("resource-pattern-type", "") +
                 "' of option resource-pattern-type");
  const bool specific = *pattern == AclPatternType::literal || *pattern == AclPatternType::prefixed;
  if (options.has("add") && !specific)
    return error("A '--resource-pattern-type' value of '" + std::string(name(*pattern)) +
                 "' is not valid when adding acls.");
  return std::nullopt;
}

}  // namespace

Answer check(const Options& options) {
  if (auto wrong = check_removed_options(options)) return wrong;
  if (auto wrong = check_connection(options)) return wrong;
  const int actions = static_cast<int>(options.has("add")) +
                      static_cast<int>(options.has("remove")) +
                      static_cast<int>(options.has("list"));
  if (actions != 1)
    return error("Command must include exactly one action: --list, --add, --remove. ");
  if (auto wrong = check_roles(options)) return wrong;
  if (auto wrong = check_pattern(options)) return wrong;
  if (!options.has("list") && resources(options).empty())
    return error(
        "You must provide at least one resource: --topic <topic> or --cluster or --group <group> "
        "or --delegation-token <Delegation Token ID>");
  return std::nullopt;
}

Answer check(const Options& options, const Wanted& wanted) {
  for (const auto& [resource, entries] : wanted) {
    const std::set<AclOperation>& supported = supported_operations(resource.type);
    const auto allowed = [&](const Entry& entry) { return supported.contains(entry.operation); };
    if (std::ranges::all_of(entries, allowed)) continue;
    std::string list;
    for (const AclOperation operation : supported)
      list += (list.empty() ? "" : ", ") + std::string(name(operation));
    return error("ResourceType " + std::string(name(resource.type)) +
                 " only supports operations [" + list + "]");
  }
  const bool somebody =
      std::ranges::none_of(wanted, [](const auto& each) { return each.second.empty(); });
  if (options.has("add") && !somebody)
    return error(
        "You must specify one of: --allow-principal, --deny-principal when trying to add ACLs.");
  return std::nullopt;
}

}  // namespace kpp::tools::acls
