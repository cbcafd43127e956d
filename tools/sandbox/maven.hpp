#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "kpp/error.hpp"
#include "sandbox/kafka_version.hpp"

namespace kpp::tools::sandbox {

/// What is needed to run Kafka.
struct Kafka {
  KafkaVersion version;
  std::string java;       // the program
  std::string classpath;  // brokers and tools
};

/// How a download is going: a line for the user. `passing` is true for a line that the next one
/// makes obsolete.
using Progress = std::function<void(std::string_view line, bool passing)>;

/// Where what belongs to this version is kept: $XDG_CACHE_HOME/kpp/kafka/<version>.
[[nodiscard]] Result<std::filesystem::path> version_folder(const KafkaVersion& version);

/// The class path of this version. Downloads with Maven what is not in the cache; when all is there
/// Maven is not even looked for.
[[nodiscard]] Result<Kafka> resolve_kafka(const KafkaVersion& version, const Progress& progress,
                                          const std::stop_token& stop);

}  // namespace kpp::tools::sandbox
