#include "cmd/topics/actions.hpp"
#include "cmd/topics/arguments.hpp"
#include "common/await_topics.hpp"

namespace kpp::tools::topics {
namespace {

/// The assignment covers all partitions; brokers want that of the new ones only.
Result<void> assign_new_partitions(Admin& admin, const ReplicaAssignment& assignment,
                                   std::vector<NewPartitions>& requests,
                                   const std::vector<std::string>& topics) {
  const auto descriptions = admin.describe_topics(topics);
  if (!descriptions) return tl::unexpected(descriptions.error());
  for (NewPartitions& request : requests) {
    const auto* description = descriptions->find(request.topic);
    if (description == nullptr || !*description)
      return tl::unexpected(description == nullptr ? Error(ErrorCode::unknown_topic_or_partition)
                                                   : description->error());
    const std::size_t existing = (*description)->partitions.size();
    if (assignment.size() > existing) {
      request.replica_assignment.assign(assignment.begin() + static_cast<std::ptrdiff_t>(existing),
                                        assignment.end());
      continue;
    }
    // Nothing is left for new partitions. Sent without any, the broker would choose by itself.
    const auto added = request.total_count - static_cast<std::int64_t>(existing);
    if (added > 0)
      return kpp::fail(ErrorCode::invalid_replica_assignment,
                       "Attempted to add " + std::to_string(added) +
                           " additional partition(s), but only 0 assignment(s) were specified.");
  }
  return {};
}

}  // namespace

Result<Outcome<AlterReport>> alter(Admin& admin, const Options& options) {
  const auto assignment = parse_replica_assignment(options.value_or("replica-assignment", ""));
  if (!assignment) return tl::unexpected(assignment.error());
  const auto topics = required_topics(admin, options);
  if (!topics) return tl::unexpected(topics.error());

  Outcome<AlterReport> outcome;
  if (topics->empty()) return outcome;
  const std::int32_t count = options.int32("partitions").value_or(0);
  std::vector<NewPartitions> requests;
  for (const std::string& topic : *topics)
    requests.push_back({.topic = topic, .total_count = count, .replica_assignment = {}});
  if (!assignment->empty()) {
    if (auto done = assign_new_partitions(admin, *assignment, requests, *topics); !done)
      return tl::unexpected(done.error());
  }
  const auto results = admin.create_partitions(requests);
  if (!results) return tl::unexpected(results.error());
  std::vector<std::string> altered;
  for (const auto& [topic, done] : *results) {
    if (done) {
      altered.push_back(topic);
      outcome.report.topics.emplace_back(topic, count);
    } else {
      outcome.failures.push_back(done.error());
    }
  }
  await_partitions(admin, altered, static_cast<std::size_t>(count));
  return outcome;
}

}  // namespace kpp::tools::topics
