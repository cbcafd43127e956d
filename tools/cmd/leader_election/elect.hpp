#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cmd/leader_election/report.hpp"
#include "common/command.hpp"
#include "kpp/config.hpp"

namespace kpp::tools::leader_election {

/// {"partitions":[{"topic":"t","partition":0}]}
[[nodiscard]] Result<std::vector<TopicPartition>> read_partitions(const std::string& path);

/// Elects leaders of these partitions, of all if there is no list. In the order in which Kafka's tool tells of them.
[[nodiscard]] Result<Report> elect(Admin& admin, ElectionType type,
                                   const std::optional<std::vector<TopicPartition>>& partitions);

/// What the tool gives its client unless the settings say otherwise.
void set_timeouts(Config& config);

/// Says on stderr why there is no report, or how many partitions have no leader; the status.
int tell_failure(const Context& context, const Error& error);
int tell_failures(const Context& context, const Report& report);

}  // namespace kpp::tools::leader_election
