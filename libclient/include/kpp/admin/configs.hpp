#pragma once
/// \file
/// Settings of topics, brokers, groups and client metrics: described (KIP-226, KIP-569), changed one by one (KIP-339),
/// listed (KIP-1142).
///
///     const kpp::ConfigResource topic{kpp::ConfigResourceType::topic, "sensor-stream"};
///     auto described = admin.describe_configs({&topic, 1});
///     if (!described) return complain(described.error());
///     for (const auto& [resource, entries] : *described)
///       if (entries)
///         for (const kpp::ConfigEntry& entry : *entries) std::cout << entry.name << '=' << entry.value.value_or("") << '\n';
///
///     const kpp::ConfigAlteration keep_a_day{topic, {kpp::ConfigChange::set("retention.ms", "86400000")}};
///     auto altered = admin.alter_configs({&keep_a_day, 1});
///     if (!altered) return complain(altered.error());
///     if (const kpp::Error* first = altered->first_error()) return complain(*first);
///
/// Threads: plain values.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/admin/call.hpp"
#include "kpp/export.hpp"

namespace kpp {

enum class ConfigResourceType : std::int8_t {
  topic = 2,
  broker = 4,
  broker_logger = 8,
  client_metrics = 16,
  group = 32
};

/// What has settings. A broker and its loggers are named by the broker's id; a `broker` without a name is the default of
/// all brokers.
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

/// "DYNAMIC_TOPIC_CONFIG", "DEFAULT_CONFIG", ... as Kafka's tools write it.
[[nodiscard]] KPP_API std::string_view name(ConfigSource source) noexcept;

/// What a value is made of; the numbers are those of the protocol.
enum class ConfigType : std::int8_t {
  unknown = 0,  ///< Brokers before 2.6 do not tell (KIP-569).
  boolean = 1,
  string = 2,
  int32 = 3,
  int16 = 4,
  int64 = 5,
  real = 6,
  list = 7,
  class_name = 8,
  password = 9
};
/// "BOOLEAN", "STRING", "INT", ... as Kafka's documentation writes it.
[[nodiscard]] KPP_API std::string_view name(ConfigType type) noexcept;

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
  std::vector<ConfigSynonym> synonyms{};  ///< Only if asked for.
  ConfigType type = ConfigType::unknown;
  std::optional<std::string> documentation{};  ///< Only if asked for (KIP-569, brokers from 2.6).
};

struct DescribeConfigsOptions : CallOptions {
  bool include_synonyms = false;
  bool include_documentation = false;
};

/// One setting to be changed.
struct ConfigChange {
  enum class Operation : std::int8_t {
    set = 0,
    remove = 1,    ///< Back to what holds without it.
    append = 2,    ///< To a list, the items that it does not have.
    subtract = 3,  ///< From a list.
  };
  std::string name{};
  Operation operation = Operation::set;
  std::string value{};  ///< Not for `remove`.

  [[nodiscard]] static ConfigChange set(std::string name, std::string value) {
    return {std::move(name), Operation::set, std::move(value)};
  }
  [[nodiscard]] static ConfigChange remove(std::string name) {
    return {std::move(name), Operation::remove, {}};
  }
  [[nodiscard]] static ConfigChange append(std::string name, std::string value) {
    return {std::move(name), Operation::append, std::move(value)};
  }
  [[nodiscard]] static ConfigChange subtract(std::string name, std::string value) {
    return {std::move(name), Operation::subtract, std::move(value)};
  }
};

/// Changes of one resource: all of them are made, or none. What they do not name stays.
struct ConfigAlteration {
  ConfigResource resource{};
  std::vector<ConfigChange> changes{};
};

struct AlterConfigsOptions : CallOptions {
  bool validate_only = false;  ///< The broker checks and changes nothing.
};

}  // namespace kpp
