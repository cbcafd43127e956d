#pragma once
// kafka-console-producer: each line of standard input becomes one record.

#include "common/command.hpp"

namespace kpp::tools::console_producer {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::console_producer
