#include <algorithm>

#include "cmd/acls/actions.hpp"

namespace kpp::tools::acls {

Outcome<AddReport> add(Admin& admin, const Wanted& wanted) {
  Outcome<AddReport> outcome;
  for (const auto& [resource, entries] : wanted) {
    const auto known = admin.describe_acls(filter_of(resource));
    if (!known) {
      outcome.failures.push_back(known.error());
      break;
    }
    AddReport::Part part{resource, {}, {}};
    std::vector<AclBinding> missing;
    for (const Entry& entry : entries) {
      AclBinding acl = binding(resource, entry);
      const bool exists = std::ranges::find(*known, acl) != known->end();
      (exists ? part.existing : missing).push_back(std::move(acl));
    }
    if (!missing.empty()) {
      const auto created = admin.create_acls(missing);
      if (!created) {
        outcome.failures.push_back(created.error());
        break;
      }
      for (const auto& [acl, done] : *created) {
        if (done) {
          part.added.push_back(acl);
        } else {
          outcome.failures.push_back(done.error());
        }
      }
    }
    if (!part.existing.empty() || !part.added.empty())
      outcome.report.parts.push_back(std::move(part));
  }
  return outcome;
}

}  // namespace kpp::tools::acls
