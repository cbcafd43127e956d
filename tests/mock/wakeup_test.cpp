// A poll that waits can be ended: by wakeup, by a stop token, by its own timeout.

#include <stop_token>
#include <thread>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

namespace {

Consumer idle_reader(const MockCluster& cluster) {
  Consumer consumer = make_consumer(cluster.config());
  must(consumer.assign({{"t", 0, Position::latest()}}));
  return consumer;
}

}  // namespace

TEST_CASE("librdkafka#1409, librdkafka#2423, py#209: wakeup ends the poll that waits") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer consumer = idle_reader(cluster);
  std::jthread waker([&] {
    std::this_thread::sleep_for(300ms);
    consumer.wakeup();
  });
  Result<MessageBatch> batch;
  CHECK(duration_of([&] { batch = consumer.poll(30s); }) < 5s);
  REQUIRE(!batch);
  CHECK(batch.error().code() == ErrorCode::cancelled);
  // Once is once.
  CHECK(must(consumer.poll(100ms)).empty());
}

TEST_CASE("a wakeup between two polls ends the next one") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer consumer = idle_reader(cluster);
  consumer.wakeup();
  CHECK(duration_of([&] { CHECK(consumer.poll(30s).error().code() == ErrorCode::cancelled); }) <
        1s);
  CHECK(must(consumer.poll(0ms)).empty());
}

TEST_CASE("librdkafka#2972, py#1321: a stop token ends the poll, before and during it") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer consumer = idle_reader(cluster);
  std::stop_source stop;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(300ms);
    stop.request_stop();
  });
  CHECK(duration_of([&] {
          CHECK(consumer.poll(stop.get_token(), 30s).error().code() == ErrorCode::cancelled);
        }) < 5s);
  CHECK(consumer.poll(stop.get_token(), 30s).error().code() == ErrorCode::cancelled);
  // The stop was this token's, not the consumer's.
  CHECK(must(consumer.poll(std::stop_token(), 50ms)).empty());
}

TEST_CASE("poll keeps its timeout") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer consumer = idle_reader(cluster);
  (void)must(consumer.poll(500ms));
  const auto took = duration_of([&] { CHECK(must(consumer.poll(1500ms)).empty()); });
  CHECK(took >= 1500ms);
  CHECK(took < 2500ms);
  CHECK(duration_of([&] { CHECK(must(consumer.poll(0ms)).empty()); }) < 200ms);
  CHECK(duration_of([&] { CHECK(must(consumer.poll(-5ms)).empty()); }) < 200ms);
}
