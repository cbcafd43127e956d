#pragma once
// kafka-cluster: cluster id, brokers and controllers.

#include "common/command.hpp"

namespace kpp::tools::cluster {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::cluster
