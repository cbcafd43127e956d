#pragma once
// kafka-console-consumer: prints records as they come.

#include "common/command.hpp"

namespace kpp::tools::console_consumer {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::console_consumer
