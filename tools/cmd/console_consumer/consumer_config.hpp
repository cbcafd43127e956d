#pragma once

#include <string>

#include "common/command.hpp"
#include "kpp/config.hpp"

namespace kpp::tools::console_consumer {

struct ConsumerConfig {
  Config config;
  bool own_group = false;  // made up, for nobody named one
};

/// The consumer's settings as Kafka's tool puts them together: file, --command-property, the
/// options, and then its own defaults. The error is the exit status; what is wrong has been said.
[[nodiscard]] tl::expected<ConsumerConfig, int> consumer_config(const Options& options,
                                                                const Context& context);

}  // namespace kpp::tools::console_consumer
