#include "cmd/acls/actions.hpp"

namespace kpp::tools::acls {
namespace {

std::vector<AclFilter> filters_of(const Resource& resource, const std::set<Entry>& entries) {
  std::vector<AclFilter> filters;
  filters.reserve(entries.size());
  for (const Entry& entry : entries)
    filters.push_back(AclFilter::exactly(binding(resource, entry)));
  if (filters.empty()) filters.push_back(filter_of(resource));
  return filters;
}

}  // namespace

Outcome<RemoveReport> remove(Admin& admin, const Wanted& wanted, const Confirm& confirm) {
  Outcome<RemoveReport> outcome;
  for (const auto& [resource, entries] : wanted) {
    const auto agreed = confirm(resource, entries);
    if (!agreed) {
      outcome.failures.push_back(agreed.error());
      break;
    }
    if (!*agreed) continue;
    const auto deleted = admin.delete_acls(filters_of(resource, entries));
    if (!deleted) {
      outcome.failures.push_back(deleted.error());
      break;
    }
    for (const auto& [filter, matched] : *deleted) {
      if (!matched) {
        outcome.failures.push_back(matched.error());
        continue;
      }
      for (const auto& [acl, done] : *matched) {
        if (done) {
          outcome.report.removed.push_back(acl);
        } else {
          outcome.failures.push_back(done.error());
        }
      }
    }
  }
  return outcome;
}

}  // namespace kpp::tools::acls
