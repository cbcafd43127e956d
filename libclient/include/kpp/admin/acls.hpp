#pragma once
/// \file
/// Who may do what: access control lists (KIP-11, KIP-290).
///
///     kpp::AclBinding read;
///     read.resource_name = "sensor-stream";
///     read.principal = "User:alice";
///     read.operation = kpp::AclOperation::read;
///     auto created = admin.create_acls({&read, 1});
///     if (!created) return complain(created.error());
///
///     auto found = admin.describe_acls({.resource_type = kpp::AclResourceType::topic});
///     if (!found) return complain(found.error());
///     for (const kpp::AclBinding& acl : *found) std::cout << acl.principal << " on " << acl.resource_name << '\n';
///
/// A cluster without an authorizer answers `security_disabled`. Threads: plain values.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kpp/admin/call.hpp"
#include "kpp/export.hpp"

namespace kpp {

// The numbers are those of the protocol. `unknown` is what only a newer broker knows; `any`, and `match` of patterns, are
// for filters.

enum class AclResourceType : std::int8_t {
  unknown = 0,
  any = 1,
  topic = 2,
  group = 3,
  cluster = 4,  ///< Its one resource is called "kafka-cluster".
  transactional_id = 5,
  delegation_token = 6,
  user = 7  ///< KIP-373, brokers from 3.3.
};

enum class AclPatternType : std::int8_t {
  unknown = 0,
  any = 1,
  match = 2,    ///< Every pattern that covers a resource of this name, "*" and prefixes included.
  literal = 3,  ///< This name; "*" is every name.
  prefixed = 4  ///< Every name that begins so.
};

enum class AclOperation : std::int8_t {
  unknown = 0,
  any = 1,
  all = 2,
  read = 3,
  write = 4,
  create = 5,
  remove = 6,  ///< DELETE
  alter = 7,
  describe = 8,
  cluster_action = 9,
  describe_configs = 10,
  alter_configs = 11,
  idempotent_write = 12,
  create_tokens = 13,
  describe_tokens = 14,
  two_phase_commit = 15
};

enum class AclPermission : std::int8_t { unknown = 0, any = 1, deny = 2, allow = 3 };

/// "TOPIC", "PREFIXED", "DELETE", "ALLOW", ... as Kafka writes them.
[[nodiscard]] KPP_API std::string_view name(AclResourceType type) noexcept;
[[nodiscard]] KPP_API std::string_view name(AclPatternType type) noexcept;
[[nodiscard]] KPP_API std::string_view name(AclOperation operation) noexcept;
[[nodiscard]] KPP_API std::string_view name(AclPermission permission) noexcept;

/// One permission of one principal on what a pattern covers.
struct AclBinding {
  AclResourceType resource_type = AclResourceType::topic;
  std::string resource_name{};
  AclPatternType pattern_type = AclPatternType::literal;
  std::string principal{};  ///< "User:alice"; "User:*" is everybody.
  std::string host = "*";   ///< An address; "*" is every one.
  AclOperation operation = AclOperation::all;
  AclPermission permission = AclPermission::allow;
  friend auto operator<=>(const AclBinding&, const AclBinding&) = default;
};

/// Which bindings are meant; as it stands, all of them.
struct AclFilter {
  AclResourceType resource_type = AclResourceType::any;
  std::optional<std::string> resource_name{};
  AclPatternType pattern_type = AclPatternType::any;
  std::optional<std::string> principal{};
  std::optional<std::string> host{};
  AclOperation operation = AclOperation::any;
  AclPermission permission = AclPermission::any;
  friend auto operator<=>(const AclFilter&, const AclFilter&) = default;

  /// This binding and no other.
  [[nodiscard]] static AclFilter exactly(const AclBinding& binding) {
    return {binding.resource_type, binding.resource_name, binding.pattern_type, binding.principal,
            binding.host,          binding.operation,     binding.permission};
  }
};

/// What became of each binding that a filter of `delete_acls` met.
using DeletedAcls = ItemResults<AclBinding, void>;

}  // namespace kpp
