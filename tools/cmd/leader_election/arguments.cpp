#include "cmd/leader_election/arguments.hpp"

#include <algorithm>
#include <cctype>

namespace kpp::tools::leader_election {

std::optional<ElectionType> parse_election_type(std::string_view word) {
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower == "preferred") return ElectionType::preferred;
  if (lower == "unclean") return ElectionType::unclean;
  return std::nullopt;
}

std::optional<UsageError> check(const Options& options) {
  const auto type = options.value("election-type");
  if (type && !parse_election_type(*type))
    return UsageError{"Cannot parse argument '" + *type + "' of option election-type"};

  std::string missing;
  for (const char* name : {"bootstrap-server", "election-type"})
    if (!options.has(name)) missing += (missing.empty() ? "" : ", ") + std::string(name);
  if (!missing.empty()) return UsageError{"Missing required option(s): " + missing};

  const int scopes = static_cast<int>(options.has("topic")) +
                     static_cast<int>(options.has("all-topic-partitions")) +
                     static_cast<int>(options.has("path-to-json-file"));
  if (scopes != 1)
    return UsageError{
        "One and only one of the following options is required: topic, all-topic-partitions, "
        "path-to-json-file"};
  if (options.has("topic") && !options.has("partition"))
    return UsageError{"Missing required option(s): partition"};
  if (!options.has("topic") && options.has("partition"))
    return UsageError{"Option partition is only allowed if topic is used"};
  return std::nullopt;
}

}  // namespace kpp::tools::leader_election
