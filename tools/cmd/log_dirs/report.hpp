#pragma once
// What each broker has, as plain data.

#include <cstdint>
#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::log_dirs {

struct Report {
  std::vector<std::pair<std::int32_t, std::vector<LogDirDescription>>> brokers;
  std::vector<std::pair<std::int32_t, Error>> failed;
};

}  // namespace kpp::tools::log_dirs
