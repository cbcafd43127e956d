#pragma once
// kafka-broker-api-versions: shows which requests brokers have.

#include "common/command.hpp"

namespace kpp::tools::broker_api_versions {

[[nodiscard]] const CommandSpec& spec();
int run(const Options& options, Context& context);

}  // namespace kpp::tools::broker_api_versions
