#pragma once
// The values of options that have a syntax of their own.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin.hpp"

namespace kpp::tools::topics {

/// Replicas by partition.
using ReplicaAssignment = std::vector<std::vector<std::int32_t>>;

/// "1:2,2:3": partition 0 on brokers 1 and 2, partition 1 on 2 and 3.
[[nodiscard]] Result<ReplicaAssignment> parse_replica_assignment(std::string_view text);

/// "name=value" pairs; a later one of the same name wins.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> parse_topic_configs(
    const std::vector<std::string>& pairs);

/// What --create asks for, after the checks that need no broker.
[[nodiscard]] Result<NewTopic> new_topic(const Options& options);

/// Metrics turn both '.' and '_' into '_', so names that differ only there would share them.
[[nodiscard]] bool may_collide(std::string_view topic) noexcept;

}  // namespace kpp::tools::topics
