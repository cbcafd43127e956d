#pragma once
// kafka-consumer-perf-test: reads records as fast as possible and says how fast that was.

#include "common/command.hpp"

namespace kpp::tools::consumer_perf_test {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::consumer_perf_test
