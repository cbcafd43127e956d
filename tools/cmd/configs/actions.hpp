#pragma once
// One function per action: asks the cluster and reports. Nothing here prints.

#include <vector>

#include "cmd/configs/changes.hpp"
#include "cmd/configs/report.hpp"

namespace kpp::tools::configs {

/// Some entities may fail and others not; every failure is told.
template <class Report>
struct Outcome {
  Report report;
  std::vector<Error> failures;
};

/// Of topics, brokers, their loggers, groups and client metrics.
[[nodiscard]] Result<Outcome<ResourcesReport>> describe_resources(Admin& admin,
                                                                  const Selection& chosen,
                                                                  bool all);
/// Of users, clients and addresses; of users their passwords too.
[[nodiscard]] Result<Outcome<QuotasReport>> describe_quotas(Admin& admin, const Selection& chosen);

[[nodiscard]] Result<AlterReport> alter(Admin& admin, const Selection& chosen,
                                        const Changes& changes);

/// What of the changes Kafka knows no setting for, or does not allow together: told before a broker is asked.
[[nodiscard]] Result<void> check_changes(const Selection& chosen, const Changes& changes);

}  // namespace kpp::tools::configs
