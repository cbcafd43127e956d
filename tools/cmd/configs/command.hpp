#pragma once
// kafka-configs: describes and alters settings, quotas and passwords.

#include "common/command.hpp"

namespace kpp::tools::configs {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::configs
