#pragma once

#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::configs {

/// From the broker's order to that in which Kafka's tool prints, which is a walk of Java's HashMap.
void order_as_java(std::vector<ClientQuotas>& quotas);

}  // namespace kpp::tools::configs
