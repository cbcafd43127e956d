#pragma once
// kafka-sandbox: a real Apache Kafka on this machine, for trying and testing.

#include "command.hpp"

namespace kpp::tools::sandbox {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::sandbox
