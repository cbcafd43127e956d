#pragma once
// What a command line asks for: which resources, and which entries on each.

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::acls {

/// A pattern of resources; the pattern type may be one for filters.
struct Resource {
  AclResourceType type = AclResourceType::topic;
  std::string name;
  AclPatternType pattern = AclPatternType::literal;
  friend auto operator<=>(const Resource&, const Resource&) = default;
};

/// Who may, or may not, do what from where.
struct Entry {
  std::string principal;
  std::string host;
  AclOperation operation = AclOperation::all;
  AclPermission permission = AclPermission::allow;
  friend auto operator<=>(const Entry&, const Entry&) = default;
};

using Wanted = std::map<Resource, std::set<Entry>>;

[[nodiscard]] AclBinding binding(const Resource& resource, const Entry& entry);
[[nodiscard]] Resource resource_of(const AclBinding& binding);
[[nodiscard]] Entry entry_of(const AclBinding& binding);

/// --resource-pattern-type, whatever its case; empty for a word that is none.
[[nodiscard]] std::optional<AclPatternType> pattern_type(const Options& options);

/// --topic, --group, --cluster, ...
[[nodiscard]] std::set<Resource> resources(const Options& options);

/// The entries that --allow-principal, --operation, --producer and the like make for each resource; none where no
/// principal is given. The error is a principal that is none.
[[nodiscard]] Result<Wanted> wanted(const Options& options);

/// --principal, in the order in which Kafka's tool takes them.
[[nodiscard]] Result<std::vector<std::string>> listed_principals(const Options& options);

}  // namespace kpp::tools::acls
