#pragma once
/// \file
/// ListConfigResources: resources that have settings of their own (KIP-1142). Version 0, which once was
/// ListClientMetricsResources (KIP-714), knows client metrics only.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct ListConfigResourcesResponse {
  struct ConfigResource {
    std::string resource_name;
    std::int8_t resource_type = 16;

    static constexpr auto fields = std::tuple{
        field("ResourceName", &ConfigResource::resource_name, always),
        field("ResourceType", &ConfigResource::resource_type, since(1)).ignorable(),
    };
    friend bool operator==(const ConfigResource&, const ConfigResource&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::vector<ConfigResource> config_resources;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &ListConfigResourcesResponse::throttle_time_ms, always),
      field("ErrorCode", &ListConfigResourcesResponse::error_code, always),
      field("ConfigResources", &ListConfigResourcesResponse::config_resources, always),
  };
  friend bool operator==(const ListConfigResourcesResponse&,
                         const ListConfigResourcesResponse&) = default;
};

struct ListConfigResourcesRequest {
  static constexpr ApiKey api_key = ApiKey::list_config_resources;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 0;
  using Response = ListConfigResourcesResponse;

  std::vector<std::int8_t> resource_types;

  static constexpr auto fields = std::tuple{
      field("ResourceTypes", &ListConfigResourcesRequest::resource_types, since(1)),
  };
  friend bool operator==(const ListConfigResourcesRequest&,
                         const ListConfigResourcesRequest&) = default;
};

}  // namespace kpp::wire
