#pragma once
// kafka-get-offsets: prints offsets of topics' partitions.

#include "common/command.hpp"

namespace kpp::tools::get_offsets {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::get_offsets
