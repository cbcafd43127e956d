#include <array>
#include <cstddef>

#include "kpp/admin/acls.hpp"

namespace kpp {
namespace {

// By the numbers of the protocol.
constexpr std::array<std::string_view, 8> resource_types{
    "UNKNOWN", "ANY", "TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID", "DELEGATION_TOKEN", "USER"};
constexpr std::array<std::string_view, 5> pattern_types{"UNKNOWN", "ANY", "MATCH", "LITERAL",
                                                        "PREFIXED"};
constexpr std::array<std::string_view, 16> operations{"UNKNOWN",
                                                      "ANY",
                                                      "ALL",
                                                      "READ",
                                                      "WRITE",
                                                      "CREATE",
                                                      "DELETE",
                                                      "ALTER",
                                                      "DESCRIBE",
                                                      "CLUSTER_ACTION",
                                                      "DESCRIBE_CONFIGS",
                                                      "ALTER_CONFIGS",
                                                      "IDEMPOTENT_WRITE",
                                                      "CREATE_TOKENS",
                                                      "DESCRIBE_TOKENS",
                                                      "TWO_PHASE_COMMIT"};
constexpr std::array<std::string_view, 4> permissions{"UNKNOWN", "ANY", "DENY", "ALLOW"};

template <class Enum, std::size_t Size>
std::string_view at(const std::array<std::string_view, Size>& names, Enum value) noexcept {
  const auto number = static_cast<std::int8_t>(value);
  const bool known = number >= 0 && static_cast<std::size_t>(number) < Size;
  return names[known ? static_cast<std::size_t>(number) : 0];
}

}  // namespace

std::string_view name(AclResourceType type) noexcept {
  return at(resource_types, type);
}
std::string_view name(AclPatternType type) noexcept {
  return at(pattern_types, type);
}
std::string_view name(AclOperation operation) noexcept {
  return at(operations, operation);
}
std::string_view name(AclPermission permission) noexcept {
  return at(permissions, permission);
}

}  // namespace kpp
