#pragma once
/// \file
/// DescribeClientQuotas (KIP-546).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct DescribeClientQuotasResponse {
  struct Entry {
    struct Entity {
      std::string entity_type;
      std::optional<std::string> entity_name;

      static constexpr auto fields = std::tuple{
          field("EntityType", &Entity::entity_type, always),
          field("EntityName", &Entity::entity_name, always).nullable(always),
      };
      friend bool operator==(const Entity&, const Entity&) = default;
    };

    struct Value {
      std::string key;
      double value = 0;

      static constexpr auto fields = std::tuple{
          field("Key", &Value::key, always),
          field("Value", &Value::value, always),
      };
      friend bool operator==(const Value&, const Value&) = default;
    };

    std::vector<Entity> entity;
    std::vector<Value> values;

    static constexpr auto fields = std::tuple{
        field("Entity", &Entry::entity, always),
        field("Values", &Entry::values, always),
    };
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::int16_t error_code = 0;
  std::optional<std::string> error_message;
  std::optional<std::vector<Entry>> entries;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &DescribeClientQuotasResponse::throttle_time_ms, always),
      field("ErrorCode", &DescribeClientQuotasResponse::error_code, always),
      field("ErrorMessage", &DescribeClientQuotasResponse::error_message, always).nullable(always),
      field("Entries", &DescribeClientQuotasResponse::entries, always).nullable(always),
  };
  friend bool operator==(const DescribeClientQuotasResponse&,
                         const DescribeClientQuotasResponse&) = default;
};

struct DescribeClientQuotasRequest {
  static constexpr ApiKey api_key = ApiKey::describe_client_quotas;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 1;
  using Response = DescribeClientQuotasResponse;

  struct Component {
    std::string entity_type;
    std::int8_t match_type = 0;
    std::optional<std::string> match;

    static constexpr auto fields = std::tuple{
        field("EntityType", &Component::entity_type, always),
        field("MatchType", &Component::match_type, always),
        field("Match", &Component::match, always).nullable(always),
    };
    friend bool operator==(const Component&, const Component&) = default;
  };

  std::vector<Component> components;
  bool strict = false;

  static constexpr auto fields = std::tuple{
      field("Components", &DescribeClientQuotasRequest::components, always),
      field("Strict", &DescribeClientQuotasRequest::strict, always),
  };
  friend bool operator==(const DescribeClientQuotasRequest&,
                         const DescribeClientQuotasRequest&) = default;
};

}  // namespace kpp::wire
