#include <algorithm>
#include <array>

#include "cmd/configs/actions.hpp"

namespace kpp::tools::configs {
namespace {

constexpr std::array<std::string_view, 4> client_quotas{
    "consumer_byte_rate", "controller_mutation_rate", "producer_byte_rate", "request_percentage"};

bool is_client_quota(std::string_view name) {
  return std::ranges::find(client_quotas, name) != client_quotas.end();
}
bool is_ip_quota(std::string_view name) {
  return name == "connection_creation_rate";
}
bool is_scram(std::string_view name) {
  return parse_scram_mechanism(name).has_value();
}

tl::unexpected<Error> refuse(std::string sentence) {
  return kpp::fail(ErrorCode::invalid_argument, std::move(sentence));
}

std::string joined(const std::vector<std::string>& names, const char* separator) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += separator;
    text += name;
  }
  return text;
}

std::vector<std::string> names_of(const Changes& changes) {
  std::vector<std::string> names;
  for (const auto& [name, value] : changes.add) names.push_back(name);
  return names;
}

/// The names that are not allowed, as the end of a sentence; empty if all are.
template <class Allowed>
std::string unexpected_names(std::vector<std::string> names, Allowed allowed) {
  std::erase_if(names, [&](const std::string& name) { return allowed(name); });
  if (names.empty()) return {};
  return "using --bootstrap-server. Unexpected config names: " + joined(names, ", ");
}

Result<void> check_client_changes(const Changes& changes) {
  if (const auto wrong = unexpected_names(names_of(changes), is_client_quota); !wrong.empty())
    return refuse("Only quota configs can be added for 'clients' " + wrong);
  if (const auto wrong = unexpected_names(changes.remove, is_client_quota); !wrong.empty())
    return refuse("Only quota configs can be deleted for 'clients' " + wrong);
  return {};
}

Result<void> check_user_changes(const Selection& chosen, const Changes& changes) {
  const auto known = [](const std::string& name) {
    return is_client_quota(name) || is_scram(name);
  };
  if (const auto wrong = unexpected_names(names_of(changes), known); !wrong.empty())
    return refuse("Only quota and SCRAM credential configs can be added for 'users' " + wrong);
  if (const auto wrong = unexpected_names(changes.remove, known); !wrong.empty())
    return refuse("Only quota and SCRAM credential configs can be deleted for 'users' " + wrong);

  std::vector<std::string> names = names_of(changes);
  names.insert(names.end(), changes.remove.begin(), changes.remove.end());
  if (!std::ranges::any_of(names, is_scram)) return {};
  if (chosen.has_default())
    return refuse(
        "The use of --entity-default or --user-defaults is not allowed with User SCRAM "
        "Credentials using --bootstrap-server.");
  if (std::ranges::any_of(names, is_client_quota))
    return refuse(
        "Cannot alter both quota and SCRAM credential configs simultaneously for 'users' using "
        "--bootstrap-server.");
  return {};
}

Result<void> alter_resource(Admin& admin, const Selection& chosen, const Changes& changes) {
  ConfigAlteration alteration;
  alteration.resource = {resource_type(chosen.types.front()).value_or(ConfigResourceType::topic),
                         chosen.names.front()};
  for (const std::string& name : changes.remove)
    alteration.changes.push_back(ConfigChange::remove(name));
  for (const auto& [name, value] : changes.add)
    alteration.changes.push_back(ConfigChange::set(name, value));
  const auto altered = admin.alter_configs({&alteration, 1});
  if (!altered) return tl::unexpected(altered.error());
  if (const Error* first = altered->first_error()) return tl::unexpected(*first);
  return {};
}

/// A broker takes the name of any logger, whether it has one or not.
Result<void> require_loggers(Admin& admin, const std::string& broker, const Changes& changes) {
  const ConfigResource resource{ConfigResourceType::broker_logger, broker};
  const auto described = admin.describe_configs({&resource, 1});
  if (!described) return tl::unexpected(described.error());
  if (const Error* first = described->first_error()) return tl::unexpected(*first);
  const std::vector<ConfigEntry>& loggers = *described->begin()->second;
  std::vector<std::string> unknown = changes.remove;
  for (const auto& [name, value] : changes.add) unknown.push_back(name);
  std::erase_if(unknown, [&](const std::string& name) {
    return std::ranges::find(loggers, name, &ConfigEntry::name) != loggers.end();
  });
  if (unknown.empty()) return {};
  return refuse("Invalid broker logger(s): " + joined(unknown, ","));
}

QuotaEntity entity_of(const Selection& chosen) {
  QuotaEntity entity;
  for (std::size_t i = 0; i < chosen.types.size(); ++i) {
    const std::string& name = chosen.names[i];
    entity.parts.emplace(quota_kind(chosen.types[i]),
                         name.empty() ? std::nullopt : std::optional(name));
  }
  return entity;
}

/// Brokers take away what is not there without a word; a mistyped name would go unnoticed.
Result<void> require_quotas(Admin& admin, const QuotaEntity& entity,
                            const std::vector<std::string>& names) {
  QuotaFilter filter;
  filter.strict = true;
  for (const auto& [kind, name] : entity.parts)
    filter.components.push_back(name ? QuotaFilter::Component::exact(kind, *name)
                                     : QuotaFilter::Component::default_of(kind));
  const auto quotas = admin.describe_client_quotas(filter);
  if (!quotas) return tl::unexpected(quotas.error());
  std::vector<std::string> unknown = names;
  for (const ClientQuotas& client : *quotas) {
    if (client.entity != entity) continue;
    for (const auto& [key, value] : client.values) std::erase(unknown, key);
  }
  if (unknown.empty()) return {};
  return refuse("Invalid config(s): " + joined(unknown, ","));
}

Result<void> alter_quotas(Admin& admin, const Selection& chosen, const Changes& changes) {
  QuotaAlteration alteration{entity_of(chosen), {}};
  for (const auto& [name, text] : changes.add) {
    const auto value = parse_quota(name, text);
    if (!value) return tl::unexpected(value.error());
    alteration.values.emplace_back(name, *value);
  }
  for (const std::string& name : changes.remove) alteration.values.emplace_back(name, std::nullopt);
  if (!changes.remove.empty())
    if (auto there = require_quotas(admin, alteration.entity, changes.remove); !there) return there;
  const auto altered = admin.alter_client_quotas({&alteration, 1});
  if (!altered) return tl::unexpected(altered.error());
  if (const Error* first = altered->first_error()) return tl::unexpected(*first);
  return {};
}

Result<void> alter_passwords(Admin& admin, const std::string& user, const Changes& changes) {
  std::vector<ScramAlteration> alterations;
  for (const std::string& name : changes.remove)
    if (const auto mechanism = parse_scram_mechanism(name))
      alterations.push_back(ScramAlteration::remove(user, *mechanism));
  for (const auto& [name, text] : changes.add) {
    const auto mechanism = parse_scram_mechanism(name);
    if (!mechanism) continue;
    auto alteration = parse_password(user, *mechanism, text);
    if (!alteration) return tl::unexpected(alteration.error());
    alterations.push_back(std::move(*alteration));
  }
  if (alterations.empty()) return {};
  const auto altered = admin.alter_scram_credentials(alterations);
  if (!altered) return tl::unexpected(altered.error());
  if (const Error* first = altered->first_error()) return tl::unexpected(*first);
  return {};
}

bool has_scram(const Changes& changes) {
  return std::ranges::any_of(changes.remove, is_scram) ||
         std::ranges::any_of(names_of(changes), is_scram);
}

}  // namespace

Result<void> check_changes(const Selection& chosen, const Changes& changes) {
  if (chosen.has(EntityType::client)) return check_client_changes(changes);
  if (chosen.has(EntityType::user)) return check_user_changes(chosen, changes);
  if (chosen.has(EntityType::ip)) {
    std::vector<std::string> names = names_of(changes);
    names.insert(names.end(), changes.remove.begin(), changes.remove.end());
    if (const auto wrong = unexpected_names(std::move(names), is_ip_quota); !wrong.empty())
      return refuse("Only connection quota configs can be added for 'ips' " + wrong);
  }
  return {};
}

Result<AlterReport> alter(Admin& admin, const Selection& chosen, const Changes& changes) {
  const EntityType type = chosen.types.front();
  Result<void> done;
  if (type == EntityType::broker_logger)
    done = require_loggers(admin, chosen.names.front(), changes);
  if (!done) return tl::unexpected(done.error());
  if (resource_type(type)) {
    done = alter_resource(admin, chosen, changes);
  } else if (has_scram(changes)) {
    done = alter_passwords(admin, chosen.names.front(), changes);
  } else {
    done = alter_quotas(admin, chosen, changes);
  }
  if (!done) return tl::unexpected(done.error());
  return AlterReport{chosen};
}

}  // namespace kpp::tools::configs
