#pragma once
// What an election brought, as plain data.

#include <utility>
#include <vector>

#include "kpp/admin.hpp"

namespace kpp::tools::leader_election {

struct Report {
  ElectionType type = ElectionType::preferred;
  std::vector<TopicPartition> elected;
  std::vector<TopicPartition> not_needed;  // they have the right leader already
  std::vector<std::pair<TopicPartition, Error>> failed;
};

}  // namespace kpp::tools::leader_election
