#pragma once
// One function per action: asks the cluster and reports. Nothing here prints, but for the progress of --wait.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cmd/reassign_partitions/report.hpp"

namespace kpp::tools::reassign_partitions {

[[nodiscard]] Result<GenerateReport> generate(Admin& admin, const std::vector<std::string>& topics,
                                              const std::vector<std::int32_t>& brokers,
                                              bool rack_aware);

struct ExecuteOptions {
  bool additional = false;
  bool allow_replication_factor_change = true;
  std::optional<std::int64_t> inter_broker_throttle;
  std::optional<std::int64_t> log_dir_throttle;
  std::chrono::milliseconds log_dir_timeout{10000};
};
[[nodiscard]] Outcome<ExecuteReport> execute(Admin& admin, const Target& target,
                                             const ExecuteOptions& options);

[[nodiscard]] Outcome<VerifyReport> verify(Admin& admin, const Target& target,
                                           bool preserve_throttles);

[[nodiscard]] Outcome<CancelReport> cancel(Admin& admin, const Target& target,
                                           bool preserve_throttles,
                                           std::chrono::milliseconds log_dir_timeout);

[[nodiscard]] Result<ListReport> list(Admin& admin);

}  // namespace kpp::tools::reassign_partitions
