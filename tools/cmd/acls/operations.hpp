#pragma once
// Operations as people type them, and which of them make sense on what.

#include <set>
#include <string_view>

#include "kpp/admin.hpp"

namespace kpp::tools::acls {

/// "Write", "describeconfigs" or, as --list shows it, "DESCRIBE_CONFIGS", whatever the case; `unknown` for anything else.
[[nodiscard]] AclOperation parse_operation(std::string_view text) noexcept;

/// Those that Kafka checks on resources of this type, and `all`.
[[nodiscard]] const std::set<AclOperation>& supported_operations(AclResourceType type);

}  // namespace kpp::tools::acls
