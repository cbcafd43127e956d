#include <nlohmann/json.hpp>

#include "cmd/acls/render.hpp"

namespace kpp::tools::acls {
namespace {

using Json = nlohmann::ordered_json;

/// One line; names may hold any bytes.
std::string dump(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json object_of(const AclBinding& acl) {
  return {{"resource_type", name(acl.resource_type)},
          {"resource_name", acl.resource_name},
          {"pattern_type", name(acl.pattern_type)},
          {"principal", acl.principal},
          {"host", acl.host},
          {"operation", name(acl.operation)},
          {"permission", name(acl.permission)}};
}

void append(Json& array, const std::vector<AclBinding>& acls) {
  for (const AclBinding& acl : acls) array.push_back(object_of(acl));
}

}  // namespace

std::string render_json(const ListReport& report) {
  Json acls = Json::array();
  for (const auto& [principal, resources] : report.sections)
    for (const auto& [resource, entries] : resources)
      for (const Entry& entry : entries) acls.push_back(object_of(binding(resource, entry)));
  return dump({{"version", 1}, {"acls", std::move(acls)}});
}

std::string render_json(const AddReport& report) {
  Json added = Json::array();
  Json existing = Json::array();
  for (const AddReport::Part& part : report.parts) {
    append(added, part.added);
    append(existing, part.existing);
  }
  return dump({{"version", 1}, {"added", std::move(added)}, {"existing", std::move(existing)}});
}

std::string render_json(const RemoveReport& report) {
  Json removed = Json::array();
  append(removed, report.removed);
  return dump({{"version", 1}, {"removed", std::move(removed)}});
}

}  // namespace kpp::tools::acls
