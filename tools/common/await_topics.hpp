#pragma once
// A broker learns of a change a moment after the controller has made it. Kafka's tools take longer to start than that
// moment lasts; these do not, so the next command of a script would not see what this one did. Hence each change is
// waited for, two seconds at most: that it succeeded is known already, so there is no failure here.

#include <algorithm>
#include <chrono>
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

}  // namespace kpp::tools
