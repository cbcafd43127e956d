#include "cmd/leader_election/elect.hpp"

#include <algorithm>
#include <set>

#include "common/formats/json_file.hpp"
#include "common/text/java_hash_order.hpp"

namespace kpp::tools::leader_election {
namespace {

tl::unexpected<Error> refuse(std::string sentence) {
  return kpp::fail(ErrorCode::invalid_argument, std::move(sentence));
}

template <class Items, class Key>
void order(Items& items, Key key) {
  order_as_java_hash_map(items, java_buckets(java_default_buckets, items.size()), key);
}

}  // namespace

Result<std::vector<TopicPartition>> read_partitions(const std::string& path) {
  const auto text = read_text_file(path);
  if (!text) return tl::unexpected(text.error());
  const auto document = parse_json(*text);
  if (!document) return refuse("Replica election data is empty");
  if (!document->is_object() || !document->contains("partitions"))
    return refuse("Replica election data is missing \"partitions\" field");
  const auto entries = array_of(document->at("partitions"));
  if (!entries) return tl::unexpected(entries.error());
  std::vector<TopicPartition> partitions;
  std::set<TopicPartition> seen;
  std::string twice;
  for (const Json& entry : *entries) {
    const auto topic = text_field(entry, "topic");
    if (!topic) return tl::unexpected(topic.error());
    const auto number = int32_field(entry, "partition");
    if (!number) return tl::unexpected(number.error());
    const TopicPartition partition{*topic, *number};
    if (!seen.insert(partition).second)
      twice += (twice.empty() ? "" : ", ") + partition.to_string();
    partitions.push_back(partition);
  }
  if (!twice.empty())
    return refuse("Replica election data contains duplicate partitions: [" + twice + ']');
  return partitions;
}

Result<Report> elect(Admin& admin, ElectionType type,
                     const std::optional<std::vector<TopicPartition>>& partitions) {
  std::optional<std::span<const TopicPartition>> wanted;
  if (partitions) wanted = *partitions;
  const auto results = admin.elect_leaders(type, wanted);
  if (!results) return tl::unexpected(results.error());
  Report report;
  report.type = type;
  for (const auto& [partition, result] : *results) {
    if (result) {
      report.elected.push_back(partition);
    } else if (result.error().code() == ErrorCode::election_not_needed) {
      // Asked about all partitions, only what changed is told.
      if (partitions) report.not_needed.push_back(partition);
    } else {
      report.failed.emplace_back(partition, result.error());
    }
  }
  const auto itself = [](const TopicPartition& partition) -> const TopicPartition& {
    return partition;
  };
  order(report.elected, itself);
  order(report.not_needed, itself);
  order(report.failed, &std::pair<TopicPartition, Error>::first);
  return report;
}

void set_timeouts(Config& config) {
  if (!config.has("default.api.timeout.ms")) (void)config.set("default.api.timeout.ms", "30000");
  if (!config.has("request.timeout.ms")) (void)config.set("request.timeout.ms", "15000");
}

int tell_failure(const Context& context, const Error& error) {
  if (error.code() == ErrorCode::timed_out)
    return context.fail(Error(error.code(), "Timeout waiting for election results"));
  if (error.code() == ErrorCode::cluster_authorization_failed)
    return context.fail(Error(error.code(), "Not authorized to perform leader election"));
  return context.fail(error);
}

int tell_failures(const Context& context, const Report& report) {
  if (report.failed.empty()) return exit_success;
  return context.fail(
      Error(report.failed.front().second.code(),
            std::to_string(report.failed.size()) + " replica(s) could not be elected"));
}

}  // namespace kpp::tools::leader_election
