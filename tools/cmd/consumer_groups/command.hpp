#pragma once
// kafka-consumer-groups: lists, describes and deletes groups of consumers, and moves or deletes
// their offsets.

#include "common/command.hpp"

namespace kpp::tools::consumer_groups {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::consumer_groups
