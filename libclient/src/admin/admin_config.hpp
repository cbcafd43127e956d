#pragma once
/// \file
/// From a user's properties to the settings of the wire module.

#include <chrono>

#include "kpp/admin.hpp"
#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "wire/cluster.hpp"

namespace kpp::admin {

struct Settings {
  wire::ClusterConfig cluster;
  std::chrono::milliseconds default_timeout{30000};
};

[[nodiscard]] Result<Settings> read_settings(const Config& config, const AdminOptions& options);

}  // namespace kpp::admin
