#include "cmd/configs/render.hpp"
#include "common/text/java_number.hpp"

namespace kpp::tools::configs {
namespace {

std::string heading(const ResourceReport& resource, bool all) {
  if (resource.name.empty())
    return "Default configs for " + std::string(plural(resource.type)) + " in the cluster are:\n";
  return (all ? "All" : "Dynamic") + std::string(" configs for ") +
         std::string(singular(resource.type)) + ' ' + resource.name + " are:\n";
}

void append(std::string& text, const ConfigEntry& entry) {
  text += "  " + entry.name + '=' + entry.value.value_or("null");
  text += entry.sensitive ? " sensitive=true" : " sensitive=false";
  text += " synonyms={";
  bool first = true;
  for (const ConfigSynonym& synonym : entry.synonyms) {
    if (!first) text += ", ";
    first = false;
    text += name(synonym.source);
    text += ':' + synonym.name + '=' + synonym.value.value_or("null");
  }
  text += "}\n";
}

std::string title(const QuotaEntity& entity) {
  constexpr std::pair<const char*, const char*> words[] = {
      {quota_user, "user-principal"}, {quota_client_id, "client-id"}, {quota_ip, "ip"}};
  std::string text;
  for (const auto& [kind, word] : words) {
    const auto part = entity.parts.find(kind);
    if (part == entity.parts.end()) continue;
    if (!text.empty()) text += ", ";
    text += part->second ? word + std::string(" '") + *part->second + '\''
                         : std::string("the default ") + word;
  }
  return text;
}

}  // namespace

std::string render_text(const ResourcesReport& report) {
  std::string text;
  for (const ResourceReport& resource : report.resources) {
    text += heading(resource, report.all);
    for (const ConfigEntry& entry : resource.entries) append(text, entry);
  }
  return text;
}

std::string render_text(const QuotasReport& report) {
  std::string text;
  for (const ClientQuotas& quota : report.quotas) {
    text += "Quota configs for " + title(quota.entity) + " are ";
    bool first = true;
    for (const auto& [key, value] : quota.values) {
      if (!first) text += ", ";
      first = false;
      text += key + '=';
      append_java_number(text, value);
    }
    text += '\n';
  }
  for (const PasswordReport& password : report.passwords) {
    text += "SCRAM credential configs for user-principal '" + password.user + "' are ";
    bool first = true;
    for (const ScramCredential& credential : password.credentials) {
      if (!first) text += ", ";
      first = false;
      text += name(credential.mechanism);
      text += "=iterations=" + std::to_string(credential.iterations);
    }
    text += '\n';
  }
  return text;
}

std::string render_text(const AlterReport& report) {
  // Where there are two entities, Kafka's tool names the first.
  const EntityType type = report.altered.types.front();
  const std::string& name = report.altered.names.front();
  if (name.empty())
    return "Completed updating default config for " + std::string(plural(type)) +
           " in the cluster.\n";
  return "Completed updating config for " + std::string(singular(type)) + ' ' + name + ".\n";
}

}  // namespace kpp::tools::configs
