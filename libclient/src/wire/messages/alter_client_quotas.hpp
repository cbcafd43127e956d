#pragma once
/// \file
/// AlterClientQuotas (KIP-546).

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "wire/message.hpp"

namespace kpp::wire {

struct AlterClientQuotasResponse {
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

    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<Entity> entity;

    static constexpr auto fields = std::tuple{
        field("ErrorCode", &Entry::error_code, always),
        field("ErrorMessage", &Entry::error_message, always).nullable(always),
        field("Entity", &Entry::entity, always),
    };
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  std::int32_t throttle_time_ms = 0;
  std::vector<Entry> entries;

  static constexpr auto fields = std::tuple{
      field("ThrottleTimeMs", &AlterClientQuotasResponse::throttle_time_ms, always),
      field("Entries", &AlterClientQuotasResponse::entries, always),
  };
  friend bool operator==(const AlterClientQuotasResponse&,
                         const AlterClientQuotasResponse&) = default;
};

struct AlterClientQuotasRequest {
  static constexpr ApiKey api_key = ApiKey::alter_client_quotas;
  static constexpr VersionRange versions = between(0, 1);
  static constexpr std::int16_t flexible_from = 1;
  using Response = AlterClientQuotasResponse;

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

    struct Op {
      std::string key;
      double value = 0;
      bool remove = false;

      static constexpr auto fields = std::tuple{
          field("Key", &Op::key, always),
          field("Value", &Op::value, always),
          field("Remove", &Op::remove, always),
      };
      friend bool operator==(const Op&, const Op&) = default;
    };

    std::vector<Entity> entity;
    std::vector<Op> ops;

    static constexpr auto fields = std::tuple{
        field("Entity", &Entry::entity, always),
        field("Ops", &Entry::ops, always),
    };
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  std::vector<Entry> entries;
  bool validate_only = false;

  static constexpr auto fields = std::tuple{
      field("Entries", &AlterClientQuotasRequest::entries, always),
      field("ValidateOnly", &AlterClientQuotasRequest::validate_only, always),
  };
  friend bool operator==(const AlterClientQuotasRequest&,
                         const AlterClientQuotasRequest&) = default;
};

}  // namespace kpp::wire
