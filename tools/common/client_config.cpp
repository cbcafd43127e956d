#include "client_config.hpp"

#include <algorithm>

namespace kpp::tools {

tl::expected<Properties, UsageError> key_values(const std::vector<std::string>& pairs) {
  Properties properties;
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      return tl::unexpected(UsageError{"Invalid command line properties: " + pair});
    }
    properties.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return properties;
}

Properties key_values_or_empty(const std::vector<std::string>& pairs) {
  Properties properties;
  for (const std::string& pair : pairs) {
    const std::size_t key_size = std::min(pair.find('='), pair.size());
    properties.emplace_back(pair.substr(0, key_size),
                            pair.substr(std::min(key_size + 1, pair.size())));
  }
  return properties;
}

Result<Config> client_config(const Options& options, const Context& context,
                             const ConfigSources& sources) {
  Config config;
  std::vector<std::string> warnings;
  if (const auto file = sources.file.empty() ? std::nullopt : options.value(sources.file)) {
    auto properties = read_properties(*file);
    if (!properties) return tl::unexpected(properties.error());
    if (auto merged = config.merge_tolerant(*properties, warnings); !merged) {
      return kpp::fail(merged.error().code(), *file + ": " + merged.error().message());
    }
  }
  if (!sources.properties.empty() && options.has(sources.properties)) {
    auto properties = key_values(options.values(sources.properties));
    if (!properties) return kpp::fail(ErrorCode::invalid_argument, properties.error().message);
    if (auto merged = config.merge_tolerant(*properties, warnings); !merged)
      return tl::unexpected(merged.error());
  }
  for (const std::string& warning : warnings) context.note("Warning: " + warning);
  if (const auto servers = options.value("bootstrap-server")) {
    config.unset("bootstrap.controllers");
    if (auto set = config.set("bootstrap.servers", *servers); !set)
      return tl::unexpected(set.error());
  }
  if (const auto controllers = options.value("bootstrap-controller")) {
    config.unset("bootstrap.servers");
    if (auto set = config.set("bootstrap.controllers", *controllers); !set)
      return tl::unexpected(set.error());
  }
  return config;
}

Error connect_failure(const Config& config, const Error& error) {
  if (error.code() != ErrorCode::timed_out) return error;
  return {error.code(), error.message() + ": " + config.get_or("bootstrap.servers", "")};
}

}  // namespace kpp::tools
