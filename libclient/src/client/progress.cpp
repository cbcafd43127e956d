#include "client/progress.hpp"

namespace kpp::client {

void Progress::assign(std::span<const TopicPartition> partitions) {
  const std::lock_guard lock(mutex_);
  for (const TopicPartition& partition : partitions)
    partitions_.insert_or_assign(partition, State{});
}

void Progress::unassign(std::span<const TopicPartition> partitions) {
  const std::lock_guard lock(mutex_);
  for (const TopicPartition& partition : partitions) partitions_.erase(partition);
}

void Progress::unassign_all() {
  const std::lock_guard lock(mutex_);
  partitions_.clear();
}

std::vector<TopicPartition> Progress::assignment() const {
  const std::lock_guard lock(mutex_);
  std::vector<TopicPartition> result;
  result.reserve(partitions_.size());
  for (const auto& [partition, state] : partitions_) result.push_back(partition);
  return result;
}

bool Progress::is_assigned(std::string_view topic, std::int32_t partition) const {
  const std::lock_guard lock(mutex_);
  return partitions_.find(Less::View(topic, partition)) != partitions_.end();
}

void Progress::handed_out(std::string_view topic, std::int32_t partition, std::int64_t next_offset,
                          std::int32_t leader_epoch) {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(Less::View(topic, partition));
  if (found == partitions_.end()) return;
  found->second.position = next_offset;
  found->second.position_epoch = leader_epoch;
}

void Progress::moved(const TopicPartition& partition, Position next) {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return;
  found->second = State{};
  found->second.start = next.value();
  if (next.value() >= 0) found->second.position = next.value();
  // Not handed out, so nothing of it is done.
  found->second.taken = found->second.position;
  found->second.done = found->second.position;
}

std::optional<std::int64_t> Progress::position(const TopicPartition& partition) const {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(partition);
  if (found == partitions_.end() || found->second.position < 0) return std::nullopt;
  return found->second.position;
}

Offsets Progress::starts() const {
  const std::lock_guard lock(mutex_);
  Offsets result;
  for (const auto& [partition, state] : partitions_) {
    OffsetAndMetadata next{state.position < 0 ? state.start : state.position, std::nullopt, {}};
    if (state.position_epoch >= 0) next.leader_epoch = state.position_epoch;
    result.insert_or_assign(partition, std::move(next));
  }
  return result;
}

void Progress::all_done() {
  const std::lock_guard lock(mutex_);
  for (auto& [partition, state] : partitions_) {
    if (state.position <= state.done) continue;
    state.done = state.position;
    state.done_epoch = state.position_epoch;
  }
}

bool Progress::done(std::string_view topic, std::int32_t partition, std::int64_t next_offset,
                    std::int32_t leader_epoch) {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(Less::View(topic, partition));
  if (found == partitions_.end()) return false;
  if (next_offset > found->second.done) {
    found->second.done = next_offset;
    found->second.done_epoch = leader_epoch;
  }
  return true;
}

Offsets Progress::take_done() {
  const std::lock_guard lock(mutex_);
  Offsets result;
  for (auto& [partition, state] : partitions_) {
    if (state.done <= state.taken) continue;
    state.taken = state.done;
    OffsetAndMetadata offset{state.done, std::nullopt, {}};
    if (state.done_epoch >= 0) offset.leader_epoch = state.done_epoch;
    result.insert_or_assign(partition, offset);
  }
  return result;
}

void Progress::give_back(const Offsets& offsets) {
  const std::lock_guard lock(mutex_);
  for (const auto& [partition, offset] : offsets) {
    const auto found = partitions_.find(partition);
    if (found != partitions_.end()) found->second.taken = -1;
  }
}

}  // namespace kpp::client
