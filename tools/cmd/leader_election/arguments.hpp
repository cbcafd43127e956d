#pragma once

#include <optional>
#include <vector>

#include "common/options/parse.hpp"
#include "kpp/admin/elections.hpp"

namespace kpp::tools::leader_election {

/// What Kafka's tool refuses before it connects, in its order and words. Nothing if all is well.
[[nodiscard]] std::optional<UsageError> check(const Options& options);

/// Nothing for a word that is none.
[[nodiscard]] std::optional<ElectionType> parse_election_type(std::string_view word);

}  // namespace kpp::tools::leader_election
