#pragma once
// Which partitions a consumer has, how far it handed them out, and what of that is done. Shared between the polling thread and
// threads that mark messages.

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "kpp/consumer.hpp"

namespace kpp::client {

class Progress {
 public:
  void assign(std::span<const TopicPartition> partitions);
  void unassign(std::span<const TopicPartition> partitions);
  void unassign_all();
  [[nodiscard]] std::vector<TopicPartition> assignment() const;
  [[nodiscard]] bool is_assigned(std::string_view topic, std::int32_t partition) const;

  /// `poll` gave out messages up to before this offset.
  void handed_out(std::string_view topic, std::int32_t partition, std::int64_t next_offset,
                  std::int32_t leader_epoch);
  /// Reading goes on elsewhere; what was not stored yet is forgotten.
  void moved(const TopicPartition& partition, Position next);
  [[nodiscard]] std::optional<std::int64_t> position(const TopicPartition& partition) const;
  /// Where to start if the partitions were assigned once more. Offsets may be a `Position`'s, too.
  [[nodiscard]] Offsets starts() const;

  /// Everything handed out counts as done.
  void all_done();
  /// Up to before this offset is done. Never moves backwards. False if the partition is not assigned.
  [[nodiscard]] bool done(std::string_view topic, std::int32_t partition, std::int64_t next_offset,
                          std::int32_t leader_epoch);
  /// What became done since the last call.
  [[nodiscard]] Offsets take_done();
  /// A commit of these failed: they are to be taken again.
  void give_back(const Offsets& offsets);

 private:
  struct State {
    std::int64_t start = Position::committed().value();
    std::int64_t position = -1;
    std::int32_t position_epoch = -1;
    std::int64_t done = -1;
    std::int32_t done_epoch = -1;
    std::int64_t taken = -1;
  };
  struct Less {
    using is_transparent = void;
    using View = std::pair<std::string_view, std::int32_t>;
    static View view(const TopicPartition& tp) noexcept { return {tp.topic, tp.partition}; }
    static View view(const View& v) noexcept { return v; }
    template <class A, class B>
    bool operator()(const A& a, const B& b) const noexcept {
      return view(a) < view(b);
    }
  };
  mutable std::mutex mutex_;
  std::map<TopicPartition, State, Less> partitions_;
};

}  // namespace kpp::client
