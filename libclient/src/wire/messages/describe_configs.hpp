#pragma once
/// \file
/// DescribeConfigs, with synonyms (KIP-226), and types and documentation (KIP-569).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeConfigsResponse {
  struct Result {
    struct Config {
      struct Synonym {
        std::string name;
        std::optional<std::string> value;
        std::int8_t source = 0;

        static constexpr auto fields = std::tuple{
            field("Name", &Synonym::name, since(1)),
            field("Value", &Synonym::value, since(1)).nullable(always),
            field("Source", &Synonym::source, since(1)),
        };
        friend bool operator==(const Synonym&, const Synonym&) = default;
      };

      std::string name;
      std::optional<std::string> value;
      bool read_only = false;
      std::int8_t config_source = -1;
      bool is_sensitive = false;
      std::vector<Synonym> synonyms;
      std::int8_t config_type = 0;
      std::optional<std::string> documentation;

      static constexpr auto fields = std::tuple{
          field("Name", &Config::name, always),
          field("Value", &Config::value, always).nullable(always),
          field("ReadOnly", &Config::read_only, always),
          field("ConfigSource", &Config::config_source, since(1)),
          field("IsSensitive", &Config::is_sensitive, always),
          field("Synonyms", &Config::synonyms, since(1)),
          field("ConfigType", &Config::config_type, since(3)).ignorable(),
          field("Documentation", &Config::documentation, since(3)).nullable(always).ignorable(),
      };
      friend bool operator==(const Config&, const Config&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::int8_t resource_type = 0;
    std::string resource_name;
    std::vector<Config> configs;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Result::error_code, always),
        field("ErrorMessage", &Result::error_message, always).nullable(always),
        field("ResourceType", &Result::resource_type, always),
        field("ResourceName", &Result::resource_name, always),
        field("Configs", &Result::configs, always),
    };
    friend bool operator==(const Result&, const Result&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Result> results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeConfigsResponse::throttle_time_ms, always),
      field("Results", &DescribeConfigsResponse::results, always),
  };
  friend bool operator==(const DescribeConfigsResponse&, const DescribeConfigsResponse&) = default;
};

struct DescribeConfigsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_configs;
  static constexpr VersionRange versions = between(1, 4);
  static constexpr std::int16_t flexible_from = 4;
  using Response = DescribeConfigsResponse;

  struct Resource {
    std::int8_t resource_type = 0;
    std::string resource_name;
    std::optional<std::vector<std::string>> configuration_keys;

    static constexpr auto fields = std::tuple{
        field("ResourceType", &Resource::resource_type, always),
        field("ResourceName", &Resource::resource_name, always),
        field("ConfigurationKeys", &Resource::configuration_keys, always).nullable(always),
    };
    friend bool operator==(const Resource&, const Resource&) = default;
  };

  std::vector<Resource> resources;
  bool include_synonyms = false;
  bool include_documentation = false;

  static constexpr auto fields = std::tuple{
      field("Resources", &DescribeConfigsRequest::resources, always),
      field("IncludeSynonyms", &DescribeConfigsRequest::include_synonyms, since(1)),
      field("IncludeDocumentation", &DescribeConfigsRequest::include_documentation, since(3)),
  };
  friend bool operator==(const DescribeConfigsRequest&, const DescribeConfigsRequest&) = default;
};

}  // namespace kpp::wire
