#include <nlohmann/json.hpp>

#include "cmd/configs/render.hpp"

namespace kpp::tools::configs {
namespace {

using Json = nlohmann::ordered_json;

/// One line; names may hold any bytes.
std::string dump(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json nullable(const std::optional<std::string>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// Defaults have no name.
Json entity(EntityType type, const std::string& name) {
  return {{"type", singular(type)}, {"name", name.empty() ? Json(nullptr) : Json(name)}};
}

Json entry_object(const ConfigEntry& entry) {
  Json synonyms = Json::array();
  for (const ConfigSynonym& synonym : entry.synonyms)
    synonyms.push_back({{"name", synonym.name},
                        {"value", nullable(synonym.value)},
                        {"source", name(synonym.source)}});
  return {{"name", entry.name},
          {"value", nullable(entry.value)},
          {"source", name(entry.source)},
          {"type", name(entry.type)},
          {"read_only", entry.read_only},
          {"sensitive", entry.sensitive},
          {"synonyms", std::move(synonyms)}};
}

}  // namespace

std::string render_json(const ResourcesReport& report) {
  Json resources = Json::array();
  for (const ResourceReport& resource : report.resources) {
    Json configs = Json::array();
    for (const ConfigEntry& entry : resource.entries) configs.push_back(entry_object(entry));
    Json object = entity(resource.type, resource.name);
    object["configs"] = std::move(configs);
    resources.push_back(std::move(object));
  }
  return dump({{"version", 1}, {"resources", std::move(resources)}});
}

std::string render_json(const QuotasReport& report) {
  Json quotas = Json::array();
  for (const ClientQuotas& quota : report.quotas) {
    Json parts = Json::object();
    for (const auto& [kind, name] : quota.entity.parts) parts[kind] = nullable(name);
    Json values = Json::object();
    for (const auto& [key, value] : quota.values) values[key] = value;
    quotas.push_back({{"entity", std::move(parts)}, {"values", std::move(values)}});
  }
  Json passwords = Json::array();
  for (const PasswordReport& password : report.passwords) {
    Json credentials = Json::array();
    for (const ScramCredential& credential : password.credentials)
      credentials.push_back(
          {{"mechanism", name(credential.mechanism)}, {"iterations", credential.iterations}});
    passwords.push_back({{"user", password.user}, {"credentials", std::move(credentials)}});
  }
  return dump(
      {{"version", 1}, {"quotas", std::move(quotas)}, {"scram_credentials", std::move(passwords)}});
}

std::string render_json(const AlterReport& report) {
  Json altered = Json::array();
  for (std::size_t i = 0; i < report.altered.types.size(); ++i)
    altered.push_back(entity(report.altered.types[i], report.altered.names[i]));
  return dump({{"version", 1}, {"altered", std::move(altered)}});
}

}  // namespace kpp::tools::configs
