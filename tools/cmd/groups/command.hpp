#pragma once
// kafka-groups: lists groups of every type.

#include "common/command.hpp"

namespace kpp::tools::groups {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::groups
