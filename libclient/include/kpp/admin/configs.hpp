#pragma once
/// \file
/// Settings of topics, brokers, groups and client metrics (KIP-226, KIP-339, KIP-569).
///
///     const kpp::ConfigResource topic{kpp::ConfigResourceType::topic, "sensor-stream"};
///     auto described = admin.describe_configs({&topic, 1});
///     if (!described) return complain(described.error());
///     for (const auto& [resource, entries] : *described)
///       if (entries)
///         for (const kpp::ConfigEntry& entry : *entries) std::cout << entry.name << '=' << entry.value.value_or("") << '\n';
///
/// Threads: plain values.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kpp/admin/call.hpp"

namespace kpp {

enum class ConfigResourceType : std::int8_t {
  topic = 2,
  broker = 4,
  broker_logger = 8,
  client_metrics = 16,
  group = 32
};

struct ConfigResource {
  ConfigResourceType type = ConfigResourceType::topic;
  std::string name{};
  friend auto operator<=>(const ConfigResource&, const ConfigResource&) = default;
};

/// Where a config value comes from; the numbers are those of the protocol.
enum class ConfigSource : std::int8_t {
  unknown = 0,
  dynamic_topic = 1,
  dynamic_broker = 2,
  dynamic_default_broker = 3,
  static_broker = 4,
  default_value = 5,
  dynamic_broker_logger = 6,
  dynamic_client_metrics = 7,
  dynamic_group = 8,
};

struct ConfigSynonym {
  std::string name{};
  std::optional<std::string> value{};
  ConfigSource source = ConfigSource::unknown;
};

struct ConfigEntry {
  std::string name{};
  /// Empty: null, or a sensitive value that brokers do not tell.
  std::optional<std::string> value{};
  ConfigSource source = ConfigSource::unknown;
  bool read_only = false;
  bool sensitive = false;
  std::vector<ConfigSynonym> synonyms{};       ///< Only if asked for.
  std::int8_t type = 0;                        ///< Kafka's ConfigType number; 0 where not told.
  std::optional<std::string> documentation{};  ///< Only if asked for (KIP-569, brokers from 2.6).
};

struct DescribeConfigsOptions : CallOptions {
  bool include_synonyms = false;
  bool include_documentation = false;
};

}  // namespace kpp
