#pragma once
// kafka-topics: creates, lists, describes, alters and deletes topics.

#include "common/command.hpp"

namespace kpp::tools::topics {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::topics
