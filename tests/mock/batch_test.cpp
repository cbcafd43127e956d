// A batch by partitions, offsets ready to commit, and lag.

#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

/// Polls until one batch holds this many messages.
MessageBatch full_batch(Consumer& consumer, std::size_t count,
                        const std::vector<TopicPartition>& partitions) {
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  for (;;) {
    std::this_thread::sleep_for(50ms);  // for the fetches of all partitions
    MessageBatch batch = must(consumer.poll(1s));
    if (batch.size() == count) return batch;
    if (std::chrono::steady_clock::now() > deadline) FAIL("no batch of ", count);
    for (const TopicPartition& each : partitions) must(consumer.seek(each, Position::earliest()));
  }
}

const std::vector<TopicPartition> both{{"t", 0}, {"t", 1}};

}  // namespace

TEST_CASE("by_partition gives each partition's messages in order, all of them once") {
  MockCluster cluster;
  must(cluster.create_topic("t", 2));
  fill(cluster, "t", 5, 0);
  fill(cluster, "t", 3, 1);
  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  must(consumer.assign({{"t", 0, Position::earliest()}, {"t", 1, Position::earliest()}}));
  const MessageBatch batch = full_batch(consumer, 8, both);

  std::map<std::int32_t, std::vector<std::int64_t>> offsets;
  for (const PartitionMessages& each : batch.by_partition()) {
    CHECK(each.topic == "t");
    CHECK(!offsets.contains(each.partition));
    for (const MessageView& message : each.messages) {
      CHECK(message.partition() == each.partition);
      CHECK(message.value() == std::to_string(message.offset()));
      offsets[each.partition].push_back(message.offset());
    }
    CHECK(each.next_offset().offset == offsets[each.partition].back() + 1);
    CHECK(each.topic_partition() == TopicPartition{"t", each.partition});
  }
  CHECK(offsets ==
        std::map<std::int32_t, std::vector<std::int64_t>>{{0, {0, 1, 2, 3, 4}}, {1, {0, 1, 2}}});
  CHECK(MessageBatch().by_partition().empty());

  // And what a commit of the whole batch wants.
  must(consumer.commit(batch.next_offsets(), 5s));
  const Offsets committed = must(consumer.committed(both, 5s));
  CHECK(committed.at({"t", 0}).offset == 5);
  CHECK(committed.at({"t", 1}).offset == 3);
}

TEST_CASE("lag counts from what was handed out, else from where reading starts") {
  MockCluster cluster;
  must(cluster.create_topic("t", 2));
  fill(cluster, "t", 10, 0);
  fill(cluster, "t", 4, 1);
  using Lags = std::map<TopicPartition, std::int64_t>;

  Consumer consumer = make_consumer(cluster.group_config("g", {{"enable.auto.commit", "false"}}));
  CHECK(must(consumer.lag(5s)).empty());  // nothing assigned
  must(consumer.assign({{"t", 0, Position::offset(3)}, {"t", 1}}));
  CHECK(must(consumer.lag(5s)) == Lags{{{"t", 0}, 7}, {{"t", 1}, 4}});  // earliest
  must(consumer.commit(Offsets{{{"t", 1}, {3, std::nullopt, {}}}}, 5s));
  CHECK(must(consumer.lag(5s)).at({"t", 1}) == 1);  // the committed offset
  must(consumer.assign({{"t", 0, Position::offset(3)}}));
  CHECK(read(consumer, 5).size() == 5);
  CHECK(must(consumer.lag(5s)) == Lags{{{"t", 0}, 2}});

  Consumer alone = make_consumer(cluster.config());
  must(alone.assign({{"t", 0}}));
  CHECK(must(alone.lag(5s)) == Lags{{{"t", 0}, 0}});  // auto.offset.reset=latest
  cluster.set_down(-1);
  CHECK(alone.lag(300ms).error().code() == ErrorCode::timed_out);
}
