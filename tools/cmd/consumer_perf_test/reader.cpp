#include "cmd/consumer_perf_test/reader.hpp"

#include <algorithm>
#include <utility>

namespace kpp::tools::consumer_perf_test {
namespace {

constexpr std::size_t poll_max = 1000;  // more would not stay in the processor's cache
// One of several that finds nothing to read must not hold for long what others could.
constexpr std::chrono::milliseconds short_wait{10};

}  // namespace

Reader::Reader(Team& team, Consumer& consumer, std::size_t number,
               std::vector<TopicPartition> partitions)
    : team_(team), consumer_(consumer), number_(number), partitions_(std::move(partitions)) {}

void Reader::run() {
  begun_ = Clock::now();
  outcome_ = begin().and_then([this] { return consume(); });
  if (!outcome_) team_.failed.store(true);
}

Result<void> Reader::begin() {
  const Settings& settings = team_.settings;
  if (!settings.partitions.empty()) {
    std::vector<PartitionStart> starts;
    for (const TopicPartition& each : partitions_)
      starts.push_back({each.topic, each.partition, team_.first_start.of_any()});
    auto done = consumer_.assign(starts);
    if (done) team_.progress.assigned(number_, Clock::now());
    return done;
  }
  RebalanceHandler handler;
  handler.on_assigned = [this](RebalanceContext& context) {
    team_.progress.assigned(number_, Clock::now());
    team_.first_start.place(context);
  };
  handler.on_revoked = [this](RebalanceContext&) { team_.progress.revoked(number_, Clock::now()); };
  if (settings.topic) return consumer_.subscribe(settings.topics, std::move(handler));
  return consumer_.subscribe_pattern(settings.include_posix, std::move(handler));
}

Result<void> Reader::consume() {
  const auto ended = [this] {
    return team_.quota.done() || team_.stop.stopped() || team_.failed.load();
  };
  while (!ended()) {
    const std::size_t room = team_.quota.take(poll_max, poll_wait);
    if (room > 0) {
      const auto wait = team_.settings.consumers > 1 ? short_wait : poll_wait;
      const auto batch = consumer_.poll(team_.stop.token(), wait, room);
      team_.quota.settle(room, batch ? batch->size() : 0);
      if (!batch) {
        if (batch.error().code() == ErrorCode::cancelled) return {};
        return tl::unexpected(batch.error());
      }
      for (const PartitionError& problem : batch->errors()) team_.on_error(problem.error);
      if (!batch->empty()) add(*batch);
    }
    if (timed_out()) return {};
  }
  return {};
}

bool Reader::timed_out() const {
  const auto last = std::max(begun_, team_.progress.last_read());
  return Clock::now() - last > team_.settings.timeout;
}

void Reader::add(const MessageBatch& batch) {
  std::uint64_t bytes = 0;
  for (const MessageView& message : batch) {
    if (const auto key = message.key()) bytes += key->size();
    if (const auto value = message.value()) bytes += value->size();
  }
  // As in Kafka's tool an interval ends only where something was read.
  if (const auto interval = team_.progress.add(number_, batch.size(), bytes, Clock::now()))
    team_.on_interval(*interval);
}

}  // namespace kpp::tools::consumer_perf_test
