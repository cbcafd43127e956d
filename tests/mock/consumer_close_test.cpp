// Closing a consumer is bounded, whatever the brokers do.

#include <optional>
#include <string>
#include <thread>

#include "mock/mock_cluster.hpp"

using namespace kpp;
using namespace kpp::test;
using namespace std::chrono_literals;

TEST_CASE("close leaves the group in no time, and again is the same report") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 3).size() == 3);
  ConsumerCloseReport report;
  CHECK(duration_of([&] { report = consumer.close(10s); }) < 2s);
  CHECK(report.left_group);
  CHECK(consumer.close(10s).left_group);
  CHECK(consumer.poll(0ms).error().code() == ErrorCode::closed);
  CHECK(consumer.commit(1s).error().code() == ErrorCode::closed);
  CHECK(consumer.subscribe({"t"}).error().code() == ErrorCode::closed);
  CHECK(consumer.assignment().empty());
  consumer.wakeup();
}

TEST_CASE("librdkafka#4519, #625: close with a dead broker does not wait for the session timeout") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  std::string steps;
  RebalanceHandler handler;
  handler.on_revoked = [&](RebalanceContext&) { steps += 'r'; };
  handler.on_lost = [&](RebalanceContext&) { steps += 'l'; };
  Consumer consumer = make_consumer(cluster.group_config("g", {{"session.timeout.ms", "45000"}}));
  must(consumer.subscribe({"t"}, handler));
  CHECK(read(consumer, 3).size() == 3);
  cluster.set_down(1);
  ConsumerCloseReport report;
  CHECK(duration_of([&] { report = consumer.close(10s); }) < 5s);
  CHECK(!report.left_group);
  CHECK(report.error.has_value());
  CHECK(steps == "l");  // the partitions go to others without a word from us
}

TEST_CASE("close with a dead broker and a short bound keeps the bound") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  CHECK(read(consumer, 3).size() == 3);
  cluster.set_down(1);
  CHECK(duration_of([&] { consumer.close(300ms); }) < 3s);
}

TEST_CASE("a coordinator that stops answering in the middle of a close does not hold it") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  RebalanceHandler handler;
  // The coordinator still answered the question whether it is there.
  handler.on_revoked = [&](RebalanceContext&) { cluster.set_down(1); };
  Consumer consumer = make_consumer(cluster.group_config("g", {{"session.timeout.ms", "6000"}}));
  must(consumer.subscribe({"t"}, handler));
  CHECK(read(consumer, 3).size() == 3);
  CHECK(duration_of([&] { consumer.close(1s); }) < 5s);
}

TEST_CASE("the destructor closes within close_timeout, also with a dead broker") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  ConsumerOptions options;
  options.close_timeout = 1s;
  const auto took = [&](bool dead) {
    std::optional<Consumer> consumer(make_consumer(cluster.group_config("g"), options));
    must(consumer->subscribe({"t"}));
    CHECK(!read(*consumer, 1).empty());
    if (dead) cluster.set_down(1);
    return duration_of([&] { consumer.reset(); });
  };
  CHECK(took(false) < 3s);
  fill(cluster, "t", 3);
  CHECK(took(true) < 5s);
}

TEST_CASE("a consumer that never joined closes at once") {
  MockCluster cluster;
  const Config config = cluster.group_config("g");
  cluster.set_down(1);
  Consumer idle = make_consumer(config);
  CHECK(duration_of([&] { CHECK(idle.close(10s).left_group == true); }) < 1s);
  Consumer joining = make_consumer(config);
  must(joining.subscribe({"t"}));
  (void)must(joining.poll(200ms));
  CHECK(duration_of([&] { joining.close(10s); }) < 5s);
}

TEST_CASE("close with messages outstanding returns, and they stay readable") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  fill(cluster, "t", 3);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  MessageBatch batch;
  for (int i = 0; i < 50 && batch.empty(); ++i) batch = must(consumer.poll(200ms));
  REQUIRE(!batch.empty());
  CHECK(duration_of([&] { CHECK(consumer.close(10s).left_group); }) < 2s);
  CHECK(batch[0].value() == "0");
}

TEST_CASE(
    "mck#249, py#460, dotnet#2033: two threads at one consumer: the second is told, nothing "
    "breaks") {
  MockCluster cluster;
  cluster.create_topic("t", 1);
  Consumer consumer = make_consumer(cluster.group_config("g"));
  must(consumer.subscribe({"t"}));
  std::jthread first([&] { (void)consumer.poll(2s); });
  std::this_thread::sleep_for(300ms);
  CHECK(consumer.poll(0ms).error().code() == ErrorCode::concurrent_use);
  CHECK(consumer.commit(1s).error().code() == ErrorCode::concurrent_use);
  CHECK(consumer.close(1s).error->code() == ErrorCode::concurrent_use);
  consumer.wakeup();
  first.join();
  CHECK(consumer.close(10s).left_group);
}
