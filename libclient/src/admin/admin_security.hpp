#pragma once
/// \file
/// `security.protocol` and what belongs to it.

#include "kpp/config.hpp"
#include "kpp/error.hpp"
#include "wire/connection_config.hpp"

namespace kpp::admin {

/// Chooses transport and login. A file that cannot be read is an error here already, with its property's name.
[[nodiscard]] Result<void> secure(const Config& config, const wire::SocketOptions& socket,
                                  wire::ConnectionConfig& connection);

}  // namespace kpp::admin
