#include "cmd/topics/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

#include "cmd/topics/topic_config_names.hpp"

namespace kpp::tools::topics {
namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// As Java's String.split: empty parts at the end do not count, but a text without separator is one part.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  if (parts.size() > 1)
    while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

Result<std::int32_t> parse_broker_id(std::string_view text) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  std::int32_t id = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, id);
  if (digits.empty() || error != std::errc{} || stop != end)
    return kpp::fail(ErrorCode::invalid_argument, "For input string: \"" + std::string(text) + '"');
  return id;
}

template <class Numbers>
std::string join(const Numbers& numbers, std::string_view separator) {
  std::string text;
  for (const std::int32_t number : numbers) {
    if (!text.empty()) text += separator;
    text += std::to_string(number);
  }
  return text;
}

Result<std::vector<std::int32_t>> parse_replicas(std::string_view text) {
  std::vector<std::int32_t> replicas;
  for (const std::string_view item : split(text, ':')) {
    const auto id = parse_broker_id(trim(item));
    if (!id) return tl::unexpected(id.error());
    replicas.push_back(*id);
  }
  std::set<std::int32_t> seen;
  std::set<std::int32_t> twice;
  for (const std::int32_t id : replicas)
    if (!seen.insert(id).second) twice.insert(id);
  if (!twice.empty())
    return kpp::fail(
        ErrorCode::invalid_replica_assignment,
        "Partition replica lists may not contain duplicate entries: " + join(twice, ","));
  return replicas;
}

}  // namespace

Result<ReplicaAssignment> parse_replica_assignment(std::string_view text) {
  ReplicaAssignment assignment;
  if (text.empty()) return assignment;
  for (const std::string_view item : split(text, ',')) {
    auto replicas = parse_replicas(item);
    if (!replicas) return tl::unexpected(replicas.error());
    assignment.push_back(std::move(*replicas));
    if (assignment.back().size() != assignment.front().size())
      return kpp::fail(ErrorCode::invalid_replica_assignment,
                       "Partition " + std::to_string(assignment.size() - 1) +
                           " has different replication factor: [" + join(assignment.back(), ", ") +
                           ']');
  }
  return assignment;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_topic_configs(
    const std::vector<std::string>& pairs) {
  std::vector<std::pair<std::string, std::string>> configs;
  for (const std::string& pair : pairs) {
    auto parts = split(pair, '=');
    while (!parts.empty() && trim(parts.back()).empty()) parts.pop_back();
    if (parts.size() != 2)
      return kpp::fail(ErrorCode::invalid_argument,
                       "requirement failed: Invalid topic config: all configs to be added must be "
                       "in the format \"key=val\".");
    std::string name(trim(parts[0]));
    std::erase_if(configs, [&](const auto& earlier) { return earlier.first == name; });
    configs.emplace_back(std::move(name), trim(parts[1]));
  }
  for (const auto& [name, value] : configs) {
    if (!is_topic_config(name))
      return kpp::fail(ErrorCode::invalid_config, "Unknown topic config name: " + name);
  }
  return configs;
}

Result<NewTopic> new_topic(const Options& options) {
  NewTopic topic;
  topic.name = options.value_or("topic", "");
  auto assignment = parse_replica_assignment(options.value_or("replica-assignment", ""));
  if (!assignment) return tl::unexpected(assignment.error());
  topic.replica_assignment = std::move(*assignment);
  auto configs = parse_topic_configs(options.values("config"));
  if (!configs) return tl::unexpected(configs.error());
  topic.configs = std::move(*configs);

  constexpr std::int32_t most = std::numeric_limits<std::int16_t>::max();
  if (const auto factor = options.int32("replication-factor")) {
    if (*factor < 1 || *factor > most)
      return kpp::fail(
          ErrorCode::invalid_replication_factor,
          "The replication factor must be between 1 and " + std::to_string(most) + " inclusive");
    topic.replication_factor = static_cast<std::int16_t>(*factor);
  }
  topic.partitions = options.int32("partitions");
  if (topic.partitions && *topic.partitions < 1)
    return kpp::fail(ErrorCode::invalid_partitions, "The partitions must be greater than 0");
  return topic;
}

bool may_collide(std::string_view topic) noexcept {
  return topic.find_first_of("._") != std::string_view::npos;
}

}  // namespace kpp::tools::topics
