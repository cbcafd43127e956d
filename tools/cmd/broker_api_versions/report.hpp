#pragma once
// What each broker answered, as plain data.

#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::broker_api_versions {

struct BrokerReport {
  Node broker;
  Result<std::vector<ApiVersionRange>> versions;
};

struct Report {
  std::vector<BrokerReport> brokers;
};

}  // namespace kpp::tools::broker_api_versions
