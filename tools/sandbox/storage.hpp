#pragma once

#include <filesystem>
#include <stop_token>

#include "kpp/error.hpp"
#include "sandbox/broker_config.hpp"
#include "sandbox/maven.hpp"

namespace kpp::tools::sandbox {

/// Makes the data folders of a KRaft cluster as Kafka's storage tool does; those that exist already
/// stay as they are.
[[nodiscard]] Result<void> format_storage(const Kafka& kafka, const Plan& plan,
                                          const std::filesystem::path& folder,
                                          const std::stop_token& stop);

}  // namespace kpp::tools::sandbox
