#pragma once
// What a command is about: --entity-type with --entity-name or --entity-default, or one of the short forms.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::configs {

enum class EntityType : std::uint8_t {
  topic,
  client,
  user,
  broker,
  ip,
  client_metrics,
  group,
  broker_logger
};

/// "topics", "clients", ... as --entity-type takes it.
[[nodiscard]] std::string_view plural(EntityType type) noexcept;
/// The same without its last letter, as Kafka's tool prints it: "topic", "client-metric", ...
[[nodiscard]] std::string_view singular(EntityType type) noexcept;
[[nodiscard]] std::optional<EntityType> parse_entity_type(std::string_view text) noexcept;

/// Those whose settings brokers keep as resources; quotas for the others.
[[nodiscard]] std::optional<ConfigResourceType> resource_type(EntityType type) noexcept;
/// "user", "client-id", "ip".
[[nodiscard]] const char* quota_kind(EntityType type) noexcept;

/// A name for each type, as far as names were given. The empty name is the default of its type.
struct Selection {
  std::vector<EntityType> types;
  std::vector<std::string> names;

  [[nodiscard]] bool has(EntityType type) const noexcept;
  [[nodiscard]] bool has_name() const noexcept;     // one that is not the default's
  [[nodiscard]] bool has_default() const noexcept;  // the default's
};

/// The first type that is none, if there is one.
[[nodiscard]] std::optional<std::string> unknown_entity_type(const Options& options);
/// Of a command line whose types are all known.
[[nodiscard]] Selection selection(const Options& options);

/// True if an option of the short forms was given: --topic, --user-defaults, ...
[[nodiscard]] bool has_short_form(const Options& options);

}  // namespace kpp::tools::configs
