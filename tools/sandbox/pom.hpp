#pragma once

#include <string>

#include "sandbox/kafka_version.hpp"

namespace kpp::tools::sandbox {

/// The Maven project whose class path is a broker of this version and Kafka's own tools.
[[nodiscard]] std::string pom(const KafkaVersion& version);

}  // namespace kpp::tools::sandbox
