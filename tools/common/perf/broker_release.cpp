#include "perf/broker_release.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "kpp/admin.hpp"

namespace kpp::tools {
namespace {

constexpr Timeout usual_patience{2000};
constexpr Timeout least_patience{500};

/// The last level of `metadata.version` that a release has.
struct LastLevel {
  std::int16_t level;
  std::string_view release;
};
constexpr std::array<LastLevel, 14> last_levels{{{1, "3.0"},
                                                 {2, "3.1"},
                                                 {3, "3.2"},
                                                 {7, "3.3"},
                                                 {8, "3.4"},
                                                 {11, "3.5"},
                                                 {14, "3.6"},
                                                 {19, "3.7"},
                                                 {20, "3.8"},
                                                 {21, "3.9"},
                                                 {25, "4.0"},
                                                 {27, "4.1"},
                                                 {29, "4.2"},
                                                 {30, "4.3"}}};

/// What the setting is where nobody has chosen: a cluster that is being upgraded has an older one in force.
std::optional<std::string> own_value(const ConfigEntry& entry) {
  for (const ConfigSynonym& each : entry.synonyms)
    if (each.source == ConfigSource::default_value && each.value) return each.value;
  return entry.value;
}

/// Of a broker before 3.3.
std::optional<std::string> release_by_protocol(Admin& admin, Timeout patience) {
  DescribeClusterOptions how;
  how.timeout = patience;
  const auto cluster = admin.describe_cluster(how);
  if (!cluster || cluster->nodes.empty()) return std::nullopt;
  const ConfigResource broker{ConfigResourceType::broker,
                              std::to_string(cluster->nodes.front().id)};
  DescribeConfigsOptions with_defaults;
  with_defaults.timeout = patience;
  with_defaults.include_synonyms = true;
  const auto described = admin.describe_configs({&broker, 1}, with_defaults);
  if (!described) return std::nullopt;
  for (const auto& [resource, entries] : *described) {
    if (!entries) continue;
    const auto found =
        std::ranges::find(*entries, "inter.broker.protocol.version", &ConfigEntry::name);
    if (found == entries->end()) continue;
    if (const auto value = own_value(*found)) return release_of_protocol(*value);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> release_of_level(std::int16_t level) {
  if (level < 1) return std::nullopt;
  const auto* const found = std::ranges::lower_bound(last_levels, level, {}, &LastLevel::level);
  if (found == last_levels.end()) return "newer than " + std::string(last_levels.back().release);
  return std::string(found->release);
}

std::optional<std::string> release_of_protocol(std::string_view protocol) {
  const std::string_view release = protocol.substr(0, protocol.find('-'));
  if (release.empty() || release.find_first_not_of("0123456789.") != std::string_view::npos)
    return std::nullopt;
  return std::string(release);
}

std::optional<std::string> broker_release(const Config& config, bool patient) {
  const Timeout patience = patient ? usual_patience : least_patience;
  auto admin = Admin::create(config, {.bootstrap_timeout = patience});
  if (!admin) return std::nullopt;
  const auto features = admin->describe_features({.timeout = patience});
  if (!features && features.error().code() != ErrorCode::unsupported_by_broker) return std::nullopt;
  if (features) {
    const auto found = features->supported.find("metadata.version");
    if (found != features->supported.end()) return release_of_level(found->second.max);
  }
  return release_by_protocol(*admin, patience);
}

}  // namespace kpp::tools
