#include "cmd/configs/checks.hpp"

#include <netdb.h>

#include <algorithm>
#include <charconv>

namespace kpp::tools::configs {
namespace {

using Answer = std::optional<UsageError>;

UsageError error(std::string message) {
  return {std::move(message)};
}

std::string joined(const std::vector<EntityType>& types) {
  std::string text;
  for (const EntityType type : types) {
    if (!text.empty()) text += ',';
    text += plural(type);
  }
  return text;
}

Answer check_removed_options(const Options& options) {
  for (const std::string_view name : {"zookeeper", "zk-tls-config-file"}) {
    if (options.has(name))
      return error(
          "--" + std::string(name) +
          " is not supported: Kafka 4.0 and newer have no ZooKeeper, and older brokers are "
          "configured through --bootstrap-server as well.");
  }
  return std::nullopt;
}

Answer check_types(const Options& options, const Selection& chosen) {
  if (const auto unknown = unknown_entity_type(options))
    return error("Invalid entity type " + *unknown +
                 ", the entity type must be one of topics, clients, users, brokers, ips, "
                 "client-metrics, groups, broker-loggers with a --bootstrap-server or "
                 "--bootstrap-controller argument");
  std::vector<EntityType> seen;
  std::vector<EntityType> twice;
  for (const EntityType type : chosen.types) {
    const bool again = std::ranges::find(seen, type) != seen.end();
    (again ? twice : seen).push_back(type);
  }
  if (!twice.empty()) return error("Duplicate entity type(s) specified: " + joined(twice));
  if (chosen.types.empty()) return error("At least one entity type must be specified");
  if (chosen.types.size() > 1 &&
      (chosen.types.size() > 2 || !chosen.has(EntityType::user) || !chosen.has(EntityType::client)))
    return error("Only 'users' and 'clients' entity types may be specified together");
  if (has_short_form(options) &&
      (options.has("entity-name") || options.has("entity-type") || options.has("entity-default")))
    return error(
        "--entity-{type,name,default} should not be used in conjunction with specific entity "
        "flags");
  return std::nullopt;
}

bool is_broker_id(const std::string& text) {
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  std::int32_t id = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, id);
  return failure == std::errc{} && stop == end;
}

bool is_address(const std::string& host) {
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, nullptr, &found) != 0) return false;
  freeaddrinfo(found);
  return true;
}

UsageError unfit_name(EntityType type, std::string_view rule, const std::string& name) {
  std::string sentence = "The entity name for ";
  sentence.append(plural(type)).append(" must be a valid ").append(rule);
  return error(sentence.append(", but it is: ").append(name));
}

Answer check_names(const Selection& chosen) {
  const EntityType type = chosen.types.front();
  for (const std::string& name : chosen.names) {
    if (name.empty()) continue;
    if ((type == EntityType::broker || type == EntityType::broker_logger) && !is_broker_id(name))
      return unfit_name(type, "integer broker id", name);
    if (type == EntityType::ip && !is_address(name))
      return unfit_name(type, "IP or resolvable host", name);
  }
  if (chosen.names.size() > chosen.types.size())
    return error("More entity names specified than entity types");
  return std::nullopt;
}

bool has_defaults(const Selection& chosen) {
  return chosen.has(EntityType::user) || chosen.has(EntityType::client) ||
         chosen.has(EntityType::broker) || chosen.has(EntityType::ip);
}

Answer check_describe(const Options& options, const Selection& chosen) {
  const std::string subject = "--describe of " + joined(chosen.types);
  if (!has_defaults(chosen) && options.has("entity-default"))
    return error("--entity-default must not be specified with " + subject);
  if (chosen.has(EntityType::broker_logger) && !chosen.has_name())
    return error("An entity name must be specified with " + subject);
  return std::nullopt;
}

Answer check_alter(const Options& options, const Selection& chosen) {
  if (has_defaults(chosen)) {
    if (chosen.names.empty())
      return error(
          "An entity-name or default entity must be specified with --alter of users, clients, "
          "brokers or ips");
  } else if (!chosen.has_name()) {
    return error("An entity name must be specified with --alter of " + joined(chosen.types));
  }
  if (options.has("add-config") && options.has("add-config-file"))
    return error("Only one of --add-config or --add-config-file must be specified");
  if (!options.has("add-config") && !options.has("add-config-file") &&
      !options.has("delete-config"))
    return error(
        "At least one of --add-config, --add-config-file, or --delete-config must be specified "
        "with --alter");
  if (chosen.types.size() != chosen.names.size())
    return error("An entity name must be specified for every entity type");
  return std::nullopt;
}

Answer check_connection(const Options& options) {
  const bool controllers = options.has("bootstrap-controller");
  if (options.has("bootstrap-server") && controllers)
    return error("You cannot specify both --bootstrap-controller and --bootstrap-server");
  if (!options.has("bootstrap-server") && !controllers)
    return error("Either --bootstrap-server or --bootstrap-controller must be specified.");
  return std::nullopt;
}

}  // namespace

std::optional<UsageError> check(const Options& options) {
  if (auto wrong = check_removed_options(options)) return wrong;
  if (options.has("alter") == options.has("describe"))
    return error("Command must include exactly one action: --describe, --alter");
  if (auto wrong = exclude(options, "describe", {"add-config", "add-config-file", "delete-config"}))
    return wrong;
  const Selection chosen = selection(options);
  if (auto wrong = check_types(options, chosen)) return wrong;
  if (auto wrong = check_names(chosen)) return wrong;
  if (auto wrong =
          options.has("alter") ? check_alter(options, chosen) : check_describe(options, chosen))
    return wrong;
  return check_connection(options);
}

}  // namespace kpp::tools::configs
