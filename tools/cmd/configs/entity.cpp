#include "cmd/configs/entity.hpp"

#include <algorithm>
#include <array>

namespace kpp::tools::configs {
namespace {

struct Words {
  EntityType type;
  std::string_view plural;
};
constexpr std::array types{
    Words{EntityType::topic, "topics"}, Words{EntityType::client, "clients"},
    Words{EntityType::user, "users"},   Words{EntityType::broker, "brokers"},
    Words{EntityType::ip, "ips"},       Words{EntityType::client_metrics, "client-metrics"},
    Words{EntityType::group, "groups"}, Words{EntityType::broker_logger, "broker-loggers"},
};

struct ShortForm {
  std::string_view option;
  EntityType type;
};
// In the order in which Kafka's tool looks for them: the first type names the entity in its answers.
constexpr std::array named_forms{
    ShortForm{"topic", EntityType::topic},
    ShortForm{"client", EntityType::client},
    ShortForm{"user", EntityType::user},
    ShortForm{"broker", EntityType::broker},
    ShortForm{"broker-logger", EntityType::broker_logger},
    ShortForm{"ip", EntityType::ip},
    ShortForm{"client-metrics", EntityType::client_metrics},
    ShortForm{"group", EntityType::group},
};
constexpr std::array default_forms{
    ShortForm{"client-defaults", EntityType::client},
    ShortForm{"user-defaults", EntityType::user},
    ShortForm{"broker-defaults", EntityType::broker},
    ShortForm{"ip-defaults", EntityType::ip},
};

}  // namespace

std::string_view plural(EntityType type) noexcept {
  return std::ranges::find(types, type, &Words::type)->plural;
}

std::string_view singular(EntityType type) noexcept {
  const std::string_view word = plural(type);
  return word.substr(0, word.size() - 1);
}

std::optional<EntityType> parse_entity_type(std::string_view text) noexcept {
  const auto* const found = std::ranges::find(types, text, &Words::plural);
  if (found == types.end()) return std::nullopt;
  return found->type;
}

std::optional<ConfigResourceType> resource_type(EntityType type) noexcept {
  switch (type) {
    case EntityType::topic:
      return ConfigResourceType::topic;
    case EntityType::broker:
      return ConfigResourceType::broker;
    case EntityType::broker_logger:
      return ConfigResourceType::broker_logger;
    case EntityType::client_metrics:
      return ConfigResourceType::client_metrics;
    case EntityType::group:
      return ConfigResourceType::group;
    case EntityType::client:
    case EntityType::user:
    case EntityType::ip:
      break;
  }
  return std::nullopt;
}

const char* quota_kind(EntityType type) noexcept {
  if (type == EntityType::user) return quota_user;
  return type == EntityType::ip ? quota_ip : quota_client_id;
}

bool Selection::has(EntityType type) const noexcept {
  return std::ranges::find(types, type) != types.end();
}
bool Selection::has_name() const noexcept {
  return std::ranges::any_of(names, [](const std::string& name) { return !name.empty(); });
}
bool Selection::has_default() const noexcept {
  return std::ranges::any_of(names, [](const std::string& name) { return name.empty(); });
}

std::optional<std::string> unknown_entity_type(const Options& options) {
  for (const std::string& word : options.values("entity-type"))
    if (!parse_entity_type(word)) return word;
  return std::nullopt;
}

Selection selection(const Options& options) {
  Selection chosen;
  for (const std::string& word : options.values("entity-type"))
    if (const auto type = parse_entity_type(word)) chosen.types.push_back(*type);
  // Names go with types by the order in which they stand, whichever of the two options gives them.
  for (const auto& [name, value] : options.occurrences()) {
    if (name == "entity-name") chosen.names.push_back(value.value_or(""));
    if (name == "entity-default") chosen.names.emplace_back();
  }
  for (const ShortForm& form : named_forms) {
    if (const auto name = options.value(form.option)) {
      chosen.types.push_back(form.type);
      chosen.names.push_back(*name);
    }
  }
  for (const ShortForm& form : default_forms) {
    if (options.has(form.option)) {
      chosen.types.push_back(form.type);
      chosen.names.emplace_back();
    }
  }
  return chosen;
}

bool has_short_form(const Options& options) {
  const auto given = [&](const ShortForm& form) { return options.has(form.option); };
  return std::ranges::any_of(named_forms, given) || std::ranges::any_of(default_forms, given);
}

}  // namespace kpp::tools::configs
