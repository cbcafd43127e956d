#pragma once
// A broker learns of a change a moment after the controller has made it. Kafka's tools take longer to start than that
// moment lasts; these do not, so the next command of a script would not see what this one did. Hence each change is
// waited for, two seconds at most: that it succeeded is known already, so there is no failure here.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <thread>

#include "kpp/admin.hpp"

namespace kpp::tools {

using TopicDescriptions = ItemResults<std::string, TopicDescription>;

/// Until what the broker tells of the topics is `done`.
template <class Done>
void await_topics(Admin& admin, std::span<const std::string> topics, Done done) {
  using namespace std::chrono_literals;
  if (topics.empty()) return;
  const auto deadline = std::chrono::steady_clock::now() + 2s;
  DescribeTopicsOptions how;
  how.timeout = 1s;
  auto pause = 5ms;
  while (true) {
    const Result<TopicDescriptions> found = admin.describe_topics(topics, how);
    if (!found || done(*found)) return;
    if (std::chrono::steady_clock::now() + pause > deadline) return;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, 100ms);
  }
}

/// Until what is told of each of the topics `is_done`.
template <class IsDone>
void await_each(Admin& admin, std::span<const std::string> topics, IsDone is_done) {
  await_topics(admin, topics, [&](const TopicDescriptions& found) {
    return std::ranges::all_of(
        found, [&](const TopicDescriptions::Item& item) { return is_done(item.second); });
  });
}

[[nodiscard]] inline bool is_absent(const Result<TopicDescription>& topic) {
  return !topic && topic.error().code() == ErrorCode::unknown_topic_or_partition;
}

/// Until the topics are there with so many partitions, each with a leader.
inline void await_partitions(Admin& admin, std::span<const std::string> topics,
                             std::size_t partitions) {
  await_each(admin, topics, [&](const Result<TopicDescription>& topic) {
    // What cannot be asked about, for want of a right, say, is not waited for either.
    if (!topic) return !is_absent(topic);
    return topic->partitions.size() >= partitions &&
           std::ranges::all_of(topic->partitions,
                               [](const PartitionDescription& p) { return p.leader.has_value(); });
  });
}

/// Until none of the topics is there.
inline void await_absence(Admin& admin, std::span<const std::string> topics) {
  await_each(admin, topics, is_absent);
}

}  // namespace kpp::tools
