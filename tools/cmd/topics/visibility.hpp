#pragma once
// Waits until the broker knows what has been done: see common/await_topics.hpp for why.

#include <cstdint>
#include <span>
#include <string>

#include "kpp/admin.hpp"

namespace kpp::tools::topics {

/// Until the topics are there with so many partitions, each with a leader.
void await_partitions(Admin& admin, std::span<const std::string> topics, std::size_t partitions);

/// Until none of the topics is there.
void await_absence(Admin& admin, std::span<const std::string> topics);

}  // namespace kpp::tools::topics
