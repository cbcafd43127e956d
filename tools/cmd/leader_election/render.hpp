#pragma once
// Pure functions: the text is byte for byte that of Kafka's own tool, the JSON is described in the tool's spec.

#include <string>

#include "cmd/leader_election/report.hpp"

namespace kpp::tools::leader_election {

[[nodiscard]] std::string render_text(const Report& report);
/// In the words of kafka-preferred-replica-election.
[[nodiscard]] std::string render_old_text(const Report& report);
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace kpp::tools::leader_election
