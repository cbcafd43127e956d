#pragma once
// kafka-log-dirs: log directories of brokers and what is in them.

#include "common/command.hpp"

namespace kpp::tools::log_dirs {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::log_dirs
