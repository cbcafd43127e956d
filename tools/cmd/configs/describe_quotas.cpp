#include <algorithm>

#include "cmd/configs/actions.hpp"
#include "cmd/configs/quota_order.hpp"

namespace kpp::tools::configs {
namespace {

using Component = QuotaFilter::Component;

QuotaFilter filter_of(const Selection& chosen) {
  QuotaFilter filter;
  filter.strict = true;
  for (std::size_t i = 0; i < chosen.types.size(); ++i) {
    const char* kind = quota_kind(chosen.types[i]);
    if (i >= chosen.names.size()) {
      filter.components.push_back(Component::any(kind));
    } else if (chosen.names[i].empty()) {
      filter.components.push_back(Component::default_of(kind));
    } else {
      filter.components.push_back(Component::exact(kind, chosen.names[i]));
    }
  }
  return filter;
}

Result<void> add_passwords(Admin& admin, const Selection& chosen, Outcome<QuotasReport>& outcome) {
  auto users = admin.describe_scram_credentials(chosen.names);
  if (!users) return tl::unexpected(users.error());
  for (auto& [user, credentials] : *users) {
    if (credentials) {
      outcome.report.passwords.push_back({user, std::move(*credentials)});
    } else if (credentials.error().code() != ErrorCode::resource_not_found) {
      outcome.failures.emplace_back(
          credentials.error().code(),
          "Error retrieving SCRAM credential configs for user-principal '" + user +
              "': " + credentials.error().message());
    }
  }
  return {};
}

}  // namespace

Result<Outcome<QuotasReport>> describe_quotas(Admin& admin, const Selection& chosen) {
  auto quotas = admin.describe_client_quotas(filter_of(chosen));
  if (!quotas) return tl::unexpected(quotas.error());
  Outcome<QuotasReport> outcome;
  order_as_java(*quotas);
  outcome.report.quotas = std::move(*quotas);
  // Passwords belong to users alone, and there is none by default.
  if (chosen.has(EntityType::user) && !chosen.has(EntityType::client) && !chosen.has_default()) {
    if (const auto added = add_passwords(admin, chosen, outcome); !added)
      outcome.failures.push_back(added.error());
  }
  return outcome;
}

}  // namespace kpp::tools::configs
