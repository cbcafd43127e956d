#pragma once
// One function per action: asks the cluster and reports. Nothing here prints.

#include <functional>
#include <vector>

#include "cmd/acls/report.hpp"

namespace kpp::tools::acls {

/// Some ACLs may fail and others not; every failure is told. What ends the work is the last of them.
template <class Report>
struct Outcome {
  Report report;
  std::vector<Error> failures;
};

[[nodiscard]] Result<ListReport> list(Admin& admin, const std::set<Resource>& resources,
                                      const std::vector<std::string>& principals);
[[nodiscard]] Outcome<AddReport> add(Admin& admin, const Wanted& wanted);

/// Whether these entries of a resource, or all of them if there are none, shall go. The error ends the command.
using Confirm =
    std::function<Result<bool>(const Resource& resource, const std::set<Entry>& entries)>;
[[nodiscard]] Outcome<RemoveReport> remove(Admin& admin, const Wanted& wanted,
                                           const Confirm& confirm);

/// What has to do with a resource, whoever it is for.
[[nodiscard]] AclFilter filter_of(const Resource& resource);

}  // namespace kpp::tools::acls
