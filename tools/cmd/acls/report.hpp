#pragma once
// What each action found or did, as plain data. The renderers turn it into text or JSON.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cmd/acls/arguments.hpp"

namespace kpp::tools::acls {

using AclsByResource = std::map<Resource, std::set<Entry>>;

struct ListReport {
  /// One section for each principal that was asked for; one without a name, if none was.
  std::vector<std::pair<std::string, AclsByResource>> sections;
};

struct AddReport {
  struct Part {
    Resource resource;
    std::vector<AclBinding> existing;
    std::vector<AclBinding> added;
  };
  std::vector<Part> parts;
};

struct RemoveReport {
  std::vector<AclBinding> removed;
};

}  // namespace kpp::tools::acls
