// What the clients count of themselves, read through `kpp::Statistics`.

#include <condition_variable>
#include <mutex>
#include <optional>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

/// Keeps the newest statistics of a client and waits for some that a test likes.
class Newest {
 public:
  [[nodiscard]] StatisticsSink sink() {
    return [this](std::string_view json) {
      auto parsed = Statistics::parse(json);
      const std::lock_guard lock(mutex_);
      if (parsed) newest_ = *std::move(parsed);
      came_.notify_all();
    };
  }

  template <class Wanted>
  [[nodiscard]] std::optional<Statistics> wait_for(Wanted wanted) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, 10s, [&] { return newest_ && wanted(*newest_); });
    return newest_;
  }

  [[nodiscard]] std::optional<Statistics> newest() {
    const std::lock_guard lock(mutex_);
    return newest_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::optional<Statistics> newest_;
};

}  // namespace

TEST_CASE("a producer's statistics: what was sent, to which broker, how fast") {
  MockCluster cluster;
  must(cluster.create_topic("t", 2));
  Newest newest;
  ProducerOptions options;
  options.on_statistics = newest.sink();
  Producer producer = make_producer(
      cluster.config({{"statistics.interval.ms", "50"}, {"client.id", "meter"}}), options);
  for (int i = 0; i < 3; ++i) {
    must(producer.send(Record{.topic = "t", .value = "seven b", .partition = 1}));
  }
  must(producer.flush(10s));

  const auto now = newest.wait_for([](const Statistics& s) { return s.messages_sent == 3; });
  REQUIRE(now);
  CHECK(now->type == "producer");
  CHECK(now->client_id == "meter");
  CHECK(now->messages_sent == 3);
  CHECK(now->message_bytes_sent >= 21);
  CHECK(now->queued_messages == 0);
  const BrokerStatistics* broker = now->broker(1);
  REQUIRE(broker != nullptr);
  CHECK(broker->state == "UP");
  CHECK(broker->requests.at("Produce") >= 1);
  CHECK(broker->responses >= 1);
  const PartitionStatistics* partition = now->partition({"t", 1});
  REQUIRE(partition != nullptr);
  CHECK(partition->messages_sent == 3);
  CHECK(partition->leader == 1);
  CHECK_FALSE(partition->lag);
  REQUIRE(now->producer_id);
  CHECK(now->producer_id->state == "Assigned");
  CHECK(now->producer_id->producer_id >= 0);
  CHECK_FALSE(now->group);
}

TEST_CASE("a group member's statistics: offsets, lag, and where its group stands") {
  MockCluster cluster;
  must(cluster.create_topic("t", 1));
  fill(cluster, "t", 5);
  Newest newest;
  ConsumerOptions options;
  options.on_statistics = newest.sink();
  Consumer consumer = make_consumer(cluster.group_config("g", {{"statistics.interval.ms", "50"},
                                                               {"enable.auto.commit", "false"}}),
                                    options);
  must(consumer.subscribe({"t"}));
  REQUIRE(read(consumer, 5).size() == 5);
  must(consumer.commit({{{"t", 0}, {.offset = 2}}}, 5s));

  const auto deadline = std::chrono::steady_clock::now() + 10s;
  const auto caught_up = [&] {
    const auto now = newest.newest();
    const PartitionStatistics* partition = now ? now->partition({"t", 0}) : nullptr;
    return partition != nullptr && partition->committed_offset == 2 && partition->lag == 3;
  };
  while (!caught_up() && std::chrono::steady_clock::now() < deadline) {
    CHECK(must(consumer.poll(10ms)).empty());
  }
  REQUIRE(caught_up());
  const auto now = newest.newest();
  const PartitionStatistics* partition = now->partition({"t", 0});
  CHECK(partition->end_offset == 5);
  CHECK(partition->position == 5);
  CHECK(partition->messages_received == 5);
  CHECK(partition->fetch_state == "active");
  CHECK(now->total_lag() == 3);
  REQUIRE(now->group);
  CHECK(now->group->state == "up");
  CHECK(now->group->assigned_partitions == 1);
  CHECK(now->raw_json().find("\"consumer_lag\"") != std::string::npos);
}
