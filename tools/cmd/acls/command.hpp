#pragma once
// kafka-acls: lists, adds and removes access control lists.

#include "common/command.hpp"

namespace kpp::tools::acls {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::acls
