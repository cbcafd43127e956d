#pragma once
// kafka-e2e-latency: sends one record at a time and measures how long it takes until it is read again.

#include "common/command.hpp"

namespace kpp::tools::e2e_latency {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::e2e_latency
