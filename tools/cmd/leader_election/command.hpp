#pragma once
// kafka-leader-election: elects leaders of partitions.

#include "common/command.hpp"

namespace kpp::tools::leader_election {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::leader_election
