#include "cmd/topics/visibility.hpp"

#include <algorithm>

#include "common/await_topics.hpp"

namespace kpp::tools::topics {
namespace {

bool is_absent(const Result<TopicDescription>& topic) {
  return !topic && topic.error().code() == ErrorCode::unknown_topic_or_partition;
}

bool is_complete(const Result<TopicDescription>& topic, std::size_t partitions) {
  // What cannot be asked about, for want of a right, say, is not waited for either.
  if (!topic) return !is_absent(topic);
  return topic->partitions.size() >= partitions &&
         std::ranges::all_of(topic->partitions,
                             [](const PartitionDescription& p) { return p.leader.has_value(); });
}

template <class IsDone>
void await_each(Admin& admin, std::span<const std::string> topics, IsDone is_done) {
  await_topics(admin, topics, [&](const TopicDescriptions& found) {
    return std::ranges::all_of(
        found, [&](const TopicDescriptions::Item& item) { return is_done(item.second); });
  });
}

}  // namespace

void await_partitions(Admin& admin, std::span<const std::string> topics, std::size_t partitions) {
  await_each(admin, topics, [&](const auto& topic) { return is_complete(topic, partitions); });
}

void await_absence(Admin& admin, std::span<const std::string> topics) {
  await_each(admin, topics, is_absent);
}

}  // namespace kpp::tools::topics
