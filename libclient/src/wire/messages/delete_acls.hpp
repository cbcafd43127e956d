#pragma once
/// \file
/// DeleteAcls, with patterns of resources from version 1 on (KIP-290).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DeleteAclsResponse {
  struct FilterResult {
    struct MatchingAcl {
      std::int16_t error_code = 0;
      std::optional<std::string> error_message;
      std::int8_t resource_type = 0;
      std::string resource_name;
      std::int8_t pattern_type = 3;
      std::string principal;
      std::string host;
      std::int8_t operation = 0;
      std::int8_t permission_type = 0;

      static constexpr auto fields = std::tuple{
          field("ErrorCode", &MatchingAcl::error_code, always),
          field("ErrorMessage", &MatchingAcl::error_message, always).nullable(always),
          field("ResourceType", &MatchingAcl::resource_type, always),
          field("ResourceName", &MatchingAcl::resource_name, always),
          field("PatternType", &MatchingAcl::pattern_type, since(1)),
          field("Principal", &MatchingAcl::principal, always),
          field("Host", &MatchingAcl::host, always),
          field("Operation", &MatchingAcl::operation, always),
          field("PermissionType", &MatchingAcl::permission_type, always),
      };
      friend bool operator==(const MatchingAcl&, const MatchingAcl&) = default;
    };

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<MatchingAcl> matching_acls;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &FilterResult::error_code, always),
        field("ErrorMessage", &FilterResult::error_message, always).nullable(always),
        field("MatchingAcls", &FilterResult::matching_acls, always),
    };
    friend bool operator==(const FilterResult&, const FilterResult&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<FilterResult> filter_results;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DeleteAclsResponse::throttle_time_ms, always),
      field("FilterResults", &DeleteAclsResponse::filter_results, always),
  };
  friend bool operator==(const DeleteAclsResponse&, const DeleteAclsResponse&) = default;
};

struct DeleteAclsRequest {
  static constexpr ApiKey api_key = ApiKey::delete_acls;
  static constexpr VersionRange versions = between(1, 3);
  static constexpr std::int16_t flexible_from = 2;
  using Response = DeleteAclsResponse;

  struct Filter {
    std::int8_t resource_type_filter = 0;
    std::optional<std::string> resource_name_filter;
    std::int8_t pattern_type_filter = 3;
    std::optional<std::string> principal_filter;
    std::optional<std::string> host_filter;
    std::int8_t operation = 0;
    std::int8_t permission_type = 0;

    static constexpr auto fields = std::tuple{
        field("ResourceTypeFilter", &Filter::resource_type_filter, always),
        field("ResourceNameFilter", &Filter::resource_name_filter, always).nullable(always),
        field("PatternTypeFilter", &Filter::pattern_type_filter, since(1)),
        field("PrincipalFilter", &Filter::principal_filter, always).nullable(always),
        field("HostFilter", &Filter::host_filter, always).nullable(always),
        field("Operation", &Filter::operation, always),
        field("PermissionType", &Filter::permission_type, always),
    };
    friend bool operator==(const Filter&, const Filter&) = default;
  };

  std::vector<Filter> filters;

  static constexpr auto fields = std::tuple{
      field("Filters", &DeleteAclsRequest::filters, always),
  };
  friend bool operator==(const DeleteAclsRequest&, const DeleteAclsRequest&) = default;
};

}  // namespace kpp::wire
