#pragma once
// kafka-producer-perf-test: sends records as fast as asked and says how fast that was.

#include "common/command.hpp"

namespace kpp::tools::producer_perf_test {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::producer_perf_test
