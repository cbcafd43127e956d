#pragma once
/// \file
/// IncrementalAlterConfigs: sets, deletes, appends to and subtracts from single settings (KIP-339).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct IncrementalAlterConfigsResponse {
  struct Result {
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::int8_t resource_type = 0;
    std::string resource_name;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
        field("ResourceType", &Result::resource_type, always),
        field("ResourceName", &Result::resource_name, always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> responses;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &IncrementalAlterConfigsResponse::throttle_time_ms, always),
      field("Responses", &IncrementalAlterConfigsResponse::responses, always),
  };
  friend bool operator==(const IncrementalAlterConfigsResponse&,
                         const IncrementalAlterConfigsResponse&) = default;
};

struct IncrementalAlterConfigsRequest {
  static constexpr ApiKey api_key = ApiKey::incremental_alter_configs;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 1;
  using Response = IncrementalAlterConfigsResponse;

  struct Resource {
    struct Config {
      std::string name;
      std::int8_t config_operation = 0;
      std::optional<std::string> value;

      static constexpr auto fields = std::tuple{
          field("Name", &Config::name, always),
          field("ConfigOperation", &Config::config_operation, always),
          field("Value", &Config::value, always).nullable(always),
      };
      friend bool operator==(const Config&, const Config&) = default;
    };

    std::int8_t resource_type = 0;
    std::string resource_name;
    std::vector<Config> configs;

    static constexpr auto fields = std::tuple{
        field("ResourceType", &Resource::resource_type, always),
        field("ResourceName", &Resource::resource_name, always),
        field("Configs", &Resource::configs, always),
    };
    friend bool operator==(const Resource&, const Resource&) = default;
  };

  std::vector<Resource> resources;
  bool validate_only = false;

  static constexpr auto fields = std::tuple{
      field("Resources", &IncrementalAlterConfigsRequest::resources, always),
      field("ValidateOnly", &IncrementalAlterConfigsRequest::validate_only, always),
  };
  friend bool operator==(const IncrementalAlterConfigsRequest&,
                         const IncrementalAlterConfigsRequest&) = default;
};

}  // namespace kpp::wire
