#pragma once

#include <vector>

#include "kpp/error.hpp"

namespace kpp::tools::sandbox {

/// True if a server could listen on this port of the loopback address now.
[[nodiscard]] bool is_free(int port);
/// True if something listens there.
[[nodiscard]] bool accepts_connections(int port);
/// So many different free ports, none of them in `taken`, outside of the range from which the
/// system takes ports for outgoing connections.
[[nodiscard]] Result<std::vector<int>> free_ports(int count, const std::vector<int>& taken = {});

}  // namespace kpp::tools::sandbox
