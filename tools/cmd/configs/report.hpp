#pragma once
// What each action found or did, as plain data. The renderers turn it into text or JSON.

#include <string>
#include <utility>
#include <vector>

#include "cmd/configs/entity.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::configs {

struct ResourceReport {
  EntityType type = EntityType::topic;
  std::string name;                  // empty: the default of all brokers
  std::vector<ConfigEntry> entries;  // by name
};

struct ResourcesReport {
  bool all = false;  // not only what was set for the entity itself
  std::vector<ResourceReport> resources;
};

struct PasswordReport {
  std::string user;
  std::vector<ScramCredential> credentials;
};

struct QuotasReport {
  std::vector<ClientQuotas> quotas;
  std::vector<PasswordReport> passwords;
};

struct AlterReport {
  Selection altered;  // a name for each type
};

}  // namespace kpp::tools::configs
