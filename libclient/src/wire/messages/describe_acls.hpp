#pragma once
/// \file
/// DescribeAcls, with patterns of resources from version 1 on (KIP-290).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeAclsResponse {
  struct Resource {
    struct Acl {
      std::string principal;
      std::string host;
      std::int8_t operation = 0;
      std::int8_t permission_type = 0;

      static constexpr auto fields = std::tuple{
          field("Principal", &Acl::principal, always),
          field("Host", &Acl::host, always),
          field("Operation", &Acl::operation, always),
          field("PermissionType", &Acl::permission_type, always),
      };
      friend bool operator==(const Acl&, const Acl&) = default;
    };

    std::int8_t resource_type = 0;
    std::string resource_name;
    std::int8_t pattern_type = 3;
    std::vector<Acl> acls;

    static constexpr auto fields = std::tuple{
        field("ResourceType", &Resource::resource_type, always),
        field("ResourceName", &Resource::resource_name, always),
        field("PatternType", &Resource::pattern_type, since(1)),
        field("Acls", &Resource::acls, always),
    };
    friend bool operator==(const Resource&, const Resource&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::vector<Resource> resources;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeAclsResponse::throttle_time_ms, always),
      field("ErrorCode", &DescribeAclsResponse::error_code, always),
      field("ErrorMessage", &DescribeAclsResponse::error_message, always).nullable(always),
      field("Resources", &DescribeAclsResponse::resources, always),
  };
  friend bool operator==(const DescribeAclsResponse&, const DescribeAclsResponse&) = default;
};

struct DescribeAclsRequest {
  static constexpr ApiKey api_key = ApiKey::describe_acls;
  static constexpr VersionRange versions = between(1, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DescribeAclsResponse;

  std::int8_t resource_type_filter = 0;
  std::optional<std::string> resource_name_filter;
  std::int8_t pattern_type_filter = 3;
  std::optional<std::string> principal_filter;
  std::optional<std::string> host_filter;
  std::int8_t operation = 0;
  std::int8_t permission_type = 0;

  static constexpr auto fields = std::tuple{
      field("ResourceTypeFilter", &DescribeAclsRequest::resource_type_filter, always),
      field("ResourceNameFilter", &DescribeAclsRequest::resource_name_filter, always)
          .nullable(always),
      field("PatternTypeFilter", &DescribeAclsRequest::pattern_type_filter, since(1)),
      field("PrincipalFilter", &DescribeAclsRequest::principal_filter, always).nullable(always),
      field("HostFilter", &DescribeAclsRequest::host_filter, always).nullable(always),
      field("Operation", &DescribeAclsRequest::operation, always),
      field("PermissionType", &DescribeAclsRequest::permission_type, always),
  };
  friend bool operator==(const DescribeAclsRequest&, const DescribeAclsRequest&) = default;
};

}  // namespace kpp::wire
