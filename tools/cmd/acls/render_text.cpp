#include "cmd/acls/render.hpp"

namespace kpp::tools::acls {
namespace {

std::string text_of(const Resource& resource) {
  return "ResourcePattern(resourceType=" + std::string(name(resource.type)) +
         ", name=" + resource.name + ", patternType=" + std::string(name(resource.pattern)) + ')';
}

std::string text_of(const Entry& entry) {
  return "(principal=" + entry.principal + ", host=" + entry.host +
         ", operation=" + std::string(name(entry.operation)) +
         ", permissionType=" + std::string(name(entry.permission)) + ')';
}

template <class Entries>
std::string lines(const Entries& entries) {
  std::string text;
  for (const Entry& entry : entries) {
    if (!text.empty()) text += '\n';
    text += '\t' + text_of(entry);
  }
  return text;
}

}  // namespace

std::string render_text(const ListReport& report) {
  std::string text;
  for (const auto& [principal, resources] : report.sections) {
    if (!principal.empty()) text += "ACLs for principal `" + principal + "`\n";
    for (const auto& [resource, entries] : resources)
      text += "Current ACLs for resource `" + text_of(resource) + "`:\n" + lines(entries) + "\n\n";
  }
  return text;
}

std::string render_text(const AddReport& report) {
  std::string text;
  for (const AddReport::Part& part : report.parts) {
    for (const AclBinding& acl : part.existing)
      text += "Acl (pattern=" + text_of(part.resource) + ", entry=" + text_of(entry_of(acl)) +
              ") already exists.\n";
    if (part.added.empty()) continue;
    std::vector<Entry> entries;
    for (const AclBinding& acl : part.added) entries.push_back(entry_of(acl));
    text +=
        "Adding ACLs for resource `" + text_of(part.resource) + "`: \n " + lines(entries) + "\n\n";
  }
  return text;
}

std::string render_text(const RemoveReport& /*report*/) {
  return {};
}

std::string question(const Resource& resource, const std::set<Entry>& entries) {
  if (entries.empty())
    return "Are you sure you want to delete all ACLs for resource filter `" + text_of(resource) +
           "`? (y/n)\n";
  return "Are you sure you want to remove ACLs: \n " + lines(entries) +
         "\n from resource filter `" + text_of(resource) + "`? (y/n)\n";
}

}  // namespace kpp::tools::acls
