#include "cmd/acls/actions.hpp"

namespace kpp::tools::acls {

AclFilter filter_of(const Resource& resource) {
  AclFilter filter;
  filter.resource_type = resource.type;
  filter.resource_name = resource.name;
  filter.pattern_type = resource.pattern;
  return filter;
}

Result<ListReport> list(Admin& admin, const std::set<Resource>& resources,
                        const std::vector<std::string>& principals) {
  std::vector<AclFilter> filters;
  filters.reserve(resources.size());
  for (const Resource& resource : resources) filters.push_back(filter_of(resource));
  if (filters.empty()) filters.emplace_back();

  AclsByResource found;
  for (const AclFilter& filter : filters) {
    const auto acls = admin.describe_acls(filter);
    if (!acls) return tl::unexpected(acls.error());
    for (const AclBinding& acl : *acls) found[resource_of(acl)].insert(entry_of(acl));
  }
  ListReport report;
  if (principals.empty()) {
    report.sections.emplace_back("", std::move(found));
    return report;
  }
  for (const std::string& principal : principals) {
    AclsByResource own;
    for (const auto& [resource, entries] : found)
      for (const Entry& entry : entries)
        if (entry.principal == principal) own[resource].insert(entry);
    report.sections.emplace_back(principal, std::move(own));
  }
  return report;
}

}  // namespace kpp::tools::acls
