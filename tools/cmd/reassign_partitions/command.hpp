#pragma once
// kafka-reassign-partitions: moves partitions between brokers and log directories.

#include "common/command.hpp"

namespace kpp::tools::reassign_partitions {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::reassign_partitions
