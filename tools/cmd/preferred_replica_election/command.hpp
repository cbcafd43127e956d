#pragma once
// kafka-preferred-replica-election: the old form of kafka-leader-election.

#include "common/command.hpp"

namespace kpp::tools::preferred_replica_election {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::preferred_replica_election
