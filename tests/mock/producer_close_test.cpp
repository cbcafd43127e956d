// Closing is bounded, says what was lost, and loses nothing silently.

#include <atomic>
#include <future>
#include <optional>
#include <string>
#include <thread>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE("close gives up within its bound and reports the rest as purged") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  std::atomic<int> purged{0};
  ProducerOptions options;
  options.on_delivery = [&](std::span<const Delivery> batch) {
    for (const Delivery& d : batch) purged += d.error && d.error->code() == ErrorCode::purged;
  };
  Producer producer = make_producer(cluster.config(), options);
  must(producer.send_sync(Record{.topic = "t", .value = "x"}, 10s));
  cluster.set_down(1);
  for (int i = 0; i < 100; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));
  CloseReport report;
  CHECK(duration_of([&] { report = producer.close(500ms); }) < 3s);
  CHECK(report.delivered == 1);
  CHECK(report.purged == 100);
  CHECK(report.last_error.has_value());
  CHECK(purged == 100);

  // Idempotent, and the closed producer answers.
  CHECK(producer.close(10s).purged == 100);
  CHECK(producer.send(Record{.topic = "t", .value = "x"}).error().code() == ErrorCode::closed);
  CHECK(producer.flush(1s).error().code() == ErrorCode::closed);
  CHECK(producer.partitions_for("t", 1s).error().code() == ErrorCode::closed);
}

TEST_CASE(
    "cppk#314, rust#518: the destructor waits close_timeout and tells the log what was lost") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const Config config = cluster.config();
  cluster.set_down(1);
  std::string lost;
  ProducerOptions options;
  options.close_timeout = 300ms;
  options.on_log = [&](LogLevel, std::string_view facility, std::string_view text) {
    if (facility == "KPP") lost = text;
  };
  const auto took = duration_of([&] {
    Producer producer = make_producer(config, options);
    for (int i = 0; i < 3; ++i) must(producer.send(Record{.topic = "t", .value = "x"}));
  });
  CHECK(took < 3s);
  CHECK(lost == "3 records were not delivered when the producer was destroyed");
}

TEST_CASE("py#104, librdkafka#1261: flush is bounded and names the reason") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  const Config config = cluster.config();
  cluster.set_down(1);
  Producer producer = make_producer(config);
  must(producer.send(Record{.topic = "t", .value = "x"}));
  Result<void> outcome;
  CHECK(duration_of([&] { outcome = producer.flush(700ms); }) < 2s);
  REQUIRE(!outcome);
  CHECK(outcome.error().code() == ErrorCode::timed_out);
  CHECK(outcome.error().message().starts_with("1 record is not delivered yet: "));
  must(producer.purge());
  must(producer.flush(5s));
  CHECK(producer.counters().purged == 1);
}

TEST_CASE("flush does not wait for linger") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config({{"linger.ms", "60000"}}));
  must(producer.check_connection(5s));
  must(producer.send(Record{.topic = "t", .value = "x"}));
  CHECK(duration_of([&] { must(producer.flush(20s)); }) < 5s);
}

TEST_CASE("a moved-from producer answers closed, a moved one works") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer first = make_producer(cluster.config());
  Producer second = std::move(first);
  // NOLINTNEXTLINE(bugprone-use-after-move): documented
  CHECK(first.send(Record{.topic = "t", .value = "x"}).error().code() == ErrorCode::closed);
  CHECK(first.close(1s).delivered == 0);
  must(second.send_sync(Record{.topic = "t", .value = "x"}, 10s));
  second = make_producer(cluster.config());
  must(second.send_sync(Record{.topic = "t", .value = "x"}, 10s));
}

TEST_CASE("cppk#27: closing while others send neither crashes nor loses a report") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Producer producer = make_producer(cluster.config());
  std::atomic<std::uint64_t> accepted{0};
  CloseReport report;
  {
    std::vector<std::jthread> senders;
    for (int t = 0; t < 3; ++t) {
      senders.emplace_back([&](const std::stop_token& stop) {
        while (!stop.stop_requested() && producer.send(RecordView{.topic = "t", .value = "x"})) {
          ++accepted;
        }
      });
    }
    std::this_thread::sleep_for(50ms);
    report = producer.close(20s);
  }
  CHECK(report.all_delivered());
  CHECK(report.delivered == accepted);
}

TEST_CASE("a producer may be destroyed by its own handler") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  auto producer = std::make_unique<Producer>(make_producer(cluster.config()));
  std::promise<void> gone;
  must(producer->send(Record{.topic = "t", .value = "x"}, [&](const Delivery&) {
    producer.reset();
    gone.set_value();
  }));
  REQUIRE(gone.get_future().wait_for(10s) == std::future_status::ready);
  std::this_thread::sleep_for(200ms);  // its threads end in the background
}
