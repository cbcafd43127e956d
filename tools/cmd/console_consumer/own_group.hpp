#pragma once

#include "kpp/config.hpp"
#include "kpp/consumer.hpp"

namespace kpp::tools::console_consumer {

/// For a group that was made up for this run. It has no committed offsets, so nobody is asked for them: a partition begins
/// as auto.offset.reset says, and goes on where it was when a rebalance gives it back.
[[nodiscard]] RebalanceHandler start_without_commits(const Config& config);

}  // namespace kpp::tools::console_consumer
