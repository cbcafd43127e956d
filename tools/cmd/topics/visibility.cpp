#include "cmd/topics/visibility.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace kpp::tools::topics {
namespace {

using namespace std::chrono_literals;
using Descriptions = ItemResults<std::string, TopicDescription>;

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

template <class Done>
void await(Admin& admin, std::span<const std::string> topics, Done done) {
  if (topics.empty()) return;
  const auto deadline = std::chrono::steady_clock::now() + 2s;
  DescribeTopicsOptions how;
  how.timeout = 1s;
  auto pause = 5ms;
  while (true) {
    const Result<Descriptions> found = admin.describe_topics(topics, how);
    if (!found || std::ranges::all_of(
                      *found, [&](const Descriptions::Item& item) { return done(item.second); }))
      return;
    if (std::chrono::steady_clock::now() + pause > deadline) return;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, 100ms);
  }
}

}  // namespace

void await_partitions(Admin& admin, std::span<const std::string> topics, std::size_t partitions) {
  await(admin, topics, [&](const auto& topic) { return is_complete(topic, partitions); });
}

void await_absence(Admin& admin, std::span<const std::string> topics) {
  await(admin, topics, is_absent);
}

}  // namespace kpp::tools::topics
