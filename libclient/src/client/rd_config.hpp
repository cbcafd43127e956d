#pragma once
// From `kpp::Config`, which speaks Java's names, to librdkafka's configuration.
//
// Three steps: `translate` renames what means the same, `*_defaults` add Java's defaults where they
// differ and the user said nothing, `apply` hands the result to librdkafka, whose own sentence
// comes back for what it refuses.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/rdkafka.hpp"
#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "security/oauth_settings.hpp"

namespace kpp::client {

using kpp::ClientKind;

struct RdProperty {
  std::string value;
  std::string origin;  // the name the user wrote, for errors
};

struct RdConfig {
  std::map<std::string, RdProperty, std::less<>> properties;
  std::vector<std::string> warnings;
  /// Where tokens come from: librdkafka asks us for them.
  std::optional<security::OAuthSettings> oauth;

  void set(std::string_view key, std::string_view value, std::string_view origin);
  /// Unless the user has set it.
  void set_default(std::string_view key, std::string_view value);
  [[nodiscard]] bool has(std::string_view key) const { return properties.contains(key); }
  [[nodiscard]] std::string_view value_or(std::string_view key, std::string_view fallback) const;
};

[[nodiscard]] Result<RdConfig> translate(const Config& config, ClientKind kind);
void add_producer_defaults(RdConfig& rd, const Config& config);
void add_consumer_defaults(RdConfig& rd, const Config& config);
[[nodiscard]] Result<ConfPtr> apply(const RdConfig& rd);

/// What `Config` calls a setting of librdkafka's.
[[nodiscard]] std::string_view config_key(std::string_view rd_key) noexcept;

/// A whole number from the configuration, which has been checked when it was set.
[[nodiscard]] std::int64_t number_or(const Config& config, std::string_view key,
                                     std::int64_t fallback);

}  // namespace kpp::client
