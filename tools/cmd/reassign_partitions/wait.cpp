#include "cmd/reassign_partitions/wait.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "cmd/reassign_partitions/log_dir_moves.hpp"
#include "common/await_topics.hpp"

namespace kpp::tools::reassign_partitions {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t bar_width = 40;
constexpr std::chrono::milliseconds first_pause{50};
constexpr std::chrono::milliseconds longest_pause{1000};

/// How many partitions and replicas have not arrived.
Result<std::size_t> count_moving(Admin& admin, const std::vector<TopicPartition>& partitions,
                                 const Target& target) {
  const auto under_way =
      admin.list_partition_reassignments(std::span<const TopicPartition>(partitions));
  if (!under_way) return tl::unexpected(under_way.error());
  const auto dirs = log_dir_states(admin, target.log_dirs);
  if (!dirs) return tl::unexpected(dirs.error());
  return under_way->size() +
         static_cast<std::size_t>(std::ranges::count_if(*dirs, &LogDirState::in_progress));
}

void await_brokers_know(Admin& admin, const Target& target) {
  std::map<std::string, std::map<std::int32_t, const Replicas*>> moves;
  for (const auto& [partition, replicas] : target.partitions)
    moves[partition.topic].emplace(partition.partition, &replicas);
  std::vector<std::string> topics;
  topics.reserve(moves.size());
  for (const auto& [topic, partitions] : moves) topics.push_back(topic);

  const auto all_moved = [](const Result<TopicDescription>& topic, const auto& wanted) {
    if (!topic) return false;
    const auto arrived = std::ranges::count_if(topic->partitions, [&](const auto& now) {
      const auto move = wanted.find(now.partition);
      return move != wanted.end() && *move->second == now.replicas;
    });
    return static_cast<std::size_t>(arrived) == wanted.size();
  };
  await_topics(admin, topics, [&](const TopicDescriptions& found) {
    return std::ranges::all_of(found, [&](const TopicDescriptions::Item& topic) {
      return all_moved(topic.second, moves.at(topic.first));
    });
  });
}

}  // namespace

std::string progress_bar(std::size_t done, std::size_t all) {
  const std::size_t filled = all == 0 ? bar_width : bar_width * done / all;
  return '[' + std::string(filled, '#') + std::string(bar_width - filled, '-') + "] " +
         std::to_string(done) + " of " + std::to_string(all) + " moved";
}

Result<bool> wait_for_moves(Admin& admin, const Target& target, std::optional<std::int32_t> seconds,
                            Output& err) {
  const bool on_terminal = ::isatty(err.fd()) == 1;
  std::vector<TopicPartition> partitions;
  partitions.reserve(target.partitions.size());
  for (const auto& [partition, replicas] : target.partitions) partitions.push_back(partition);
  const std::size_t all = partitions.size() + target.log_dirs.size();
  const auto deadline = Clock::now() + std::chrono::seconds(seconds.value_or(0));

  auto pause = first_pause;
  while (true) {
    const auto moving = count_moving(admin, partitions, target);
    if (on_terminal && moving) {
      const bool last = *moving == 0;
      err.write('\r' + progress_bar(all - std::min(all, *moving), all) + (last ? "\n" : ""));
      err.flush();
    }
    if (!moving) return tl::unexpected(moving.error());
    if (*moving == 0) {
      await_brokers_know(admin, target);
      return true;
    }
    if (seconds && Clock::now() >= deadline) {
      if (on_terminal) err.write("\n");
      return false;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, longest_pause);
  }
}

}  // namespace kpp::tools::reassign_partitions
