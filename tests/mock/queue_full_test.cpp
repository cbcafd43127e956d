// The queue is bounded; who waits for room waits within a bound, too.

#include <atomic>
#include <string>
#include <thread>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Config small_queue(const MockCluster& cluster) {
  return cluster.config({{"queue.buffering.max.messages", "10"}, {"linger.ms", "0"}});
}

}  // namespace

TEST_CASE(
    "cppk#154, py#16, librdkafka#306: try_send hands the record back at once, send waits "
    "max_block") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const Config config = small_queue(cluster);
  cluster.set_down(1);
  ProducerOptions options;
  options.max_block = 1s;
  Producer producer = make_producer(config, options);
  for (int i = 0; i < 10; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));

  Record record{.topic = "t", .value = "the eleventh"};
  Result<void> outcome;
  CHECK(duration_of([&] { outcome = producer.try_send(record); }) < 500ms);
  REQUIRE(!outcome);
  CHECK(outcome.error().code() == ErrorCode::queue_full);
  CHECK(outcome.error().retriable());
  CHECK(record.value->view() == "the eleventh");

  const auto waited = duration_of([&] { outcome = producer.send(std::move(record)); });
  CHECK(waited >= 1s);
  CHECK(waited < 3s);
  CHECK(outcome.error().code() == ErrorCode::queue_full);
  CHECK(record.value->view() == "the eleventh");  // NOLINT(bugprone-use-after-move)
  CHECK(producer.close(0ms).purged == 10);
}

TEST_CASE("rust#222: send goes on as soon as there is room") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(small_queue(cluster));
  for (int i = 0; i < 500; ++i)
    must(producer.send(Record{.topic = "t", .value = std::to_string(i)}));
  CHECK(producer.close(20s).delivered == 500);
}

TEST_CASE("max.block.ms of the configuration is the bound") {
  MockCluster cluster;
  Config config = small_queue(cluster);
  must(config.set("max.block.ms", "200"));
  cluster.set_down(1);
  Producer producer = make_producer(config);
  for (int i = 0; i < 10; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));
  Result<void> outcome;
  const auto waited =
      duration_of([&] { outcome = producer.send(RecordView{.topic = "t", .value = "x"}); });
  CHECK(!outcome);
  CHECK(waited >= 200ms);
  CHECK(waited < 2s);
  producer.close(0ms);
}

TEST_CASE("close wakes a sender that waits for room") {
  MockCluster cluster;
  const Config config = small_queue(cluster);
  cluster.set_down(1);
  Producer producer = make_producer(config);
  for (int i = 0; i < 10; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));
  Result<void> outcome;
  std::jthread sender([&] { outcome = producer.send(RecordView{.topic = "t", .value = "x"}); });
  std::this_thread::sleep_for(100ms);
  CHECK(duration_of([&] {
          producer.close(0ms);
          sender.join();
        }) < 3s);
  REQUIRE(!outcome);
  CHECK(outcome.error().code() == ErrorCode::closed);
}

TEST_CASE("a handler that sends into a full queue gets an answer, not a deadlock") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::atomic<Producer*> self{nullptr};
  std::atomic<int> full{0};
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery>) {
    Producer* producer = self.exchange(nullptr);
    if (producer == nullptr) return;
    for (int i = 0; i < 200; ++i) {
      const auto sent = producer->send(RecordView{.topic = "t", .value = "x"});
      if (!sent && sent.error().code() == ErrorCode::queue_full) ++full;
    }
  };
  Producer producer = make_producer(small_queue(cluster), options);
  self = &producer;
  must(producer.send(RecordView{.topic = "t", .value = "x"}));
  must(producer.flush(10s));
  CHECK(full > 0);
}

TEST_CASE("py#2044: send_batch tells how many were queued and why it stopped") {
  MockCluster cluster;
  const Config config = small_queue(cluster);
  cluster.set_down(1);
  ProducerOptions options;
  options.max_block = 0ms;
  Producer producer = make_producer(config, options);
  std::vector<Record> records;
  for (int i = 0; i < 15; ++i) records.push_back({.topic = "t", .value = std::to_string(i)});
  Error why(ErrorCode::none);
  CHECK(producer.send_batch(std::span<Record>(records), &why) == 10);
  CHECK(why.code() == ErrorCode::queue_full);
  CHECK(!records[9].value);
  CHECK(records[10].value->view() == "10");
  producer.close(0ms);
}
