#pragma once
// A broker learns of a change a moment after the controller has made it. Kafka's tools take longer to start than that
// moment lasts; these do not, so the next command of a script would not see what this one did. Hence each change is
// waited for, two seconds at most: that it succeeded is known already, so there is no failure here.

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
